package io.ottla.broker.coordinator.group;

import io.ottla.broker.coordinator.runtime.TimerCommand;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.Uuid;
import java.util.List;

/** Whether somebody may commit offsets for a group. */
public sealed interface CommitPermission {
    /** Any partition will do. */
    PartitionCheck ANY_PARTITION = (topic, topicId, partition) -> ErrorCode.NONE;

    /**
     * Yes.
     *
     * @param check asked about each partition; an error for one refuses the whole request
     * @param timers what is due since a member was heard of
     */
    record Granted(PartitionCheck check, List<TimerCommand> timers) implements CommitPermission {}

    record Refused(ErrorCode error) implements CommitPermission {}

    /** Whether an offset may be committed for this partition. */
    @FunctionalInterface
    interface PartitionCheck {
        ErrorCode check(String topic, Uuid topicId, int partition);
    }

    static CommitPermission granted() {
        return new Granted(ANY_PARTITION, List.of());
    }
}
