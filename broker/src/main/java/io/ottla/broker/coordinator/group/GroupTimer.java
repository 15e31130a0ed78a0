package io.ottla.broker.coordinator.group;

import io.ottla.broker.coordinator.runtime.TimerCommand;
import io.ottla.wire.io.Uuid;
import java.util.Map;

/** Timers that concern all groups. */
sealed interface GroupTimer extends TimerCommand.Key {
    /** The next look at what has expired. */
    record Expiry() implements GroupTimer {}

    /** The offsets of deleted topics are to be removed, as many at a time as fit into one batch. */
    record TopicsDeleted(Map<String, Uuid> topics) implements GroupTimer {}
}
