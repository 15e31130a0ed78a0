package io.ottla.broker.coordinator.runtime;

import java.util.Optional;

/** Something that happened to a coordinator. */
public interface CoordinatorEvent {
    /** How the log remembers it; empty for what is forgotten when the coordinator moves. */
    Optional<CoordinatorRecord> record();
}
