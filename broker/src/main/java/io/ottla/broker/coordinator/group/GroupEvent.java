package io.ottla.broker.coordinator.group;

import io.ottla.broker.coordinator.runtime.CoordinatorEvent;
import io.ottla.broker.coordinator.runtime.CoordinatorRecord;
import io.ottla.wire.io.ApiMessage;
import java.util.Optional;

/** Something that happened to groups or offsets. */
public interface GroupEvent extends CoordinatorEvent {

    /** What the log remembers: applied from the record alone, live and on replay. */
    record Stored(CoordinatorRecord stored) implements GroupEvent {
        @Override
        public Optional<CoordinatorRecord> record() {
            return Optional.of(stored);
        }
    }

    /** What is forgotten when the coordinator moves, such as who has joined a rebalance that is under way. */
    interface Volatile extends GroupEvent {
        @Override
        default Optional<CoordinatorRecord> record() {
            return Optional.empty();
        }
    }

    static GroupEvent stored(ApiMessage key, ApiMessage value, int version) {
        return new Stored(CoordinatorRecord.of(key, value, version));
    }

    static GroupEvent removed(ApiMessage key) {
        return new Stored(CoordinatorRecord.tombstone(key));
    }
}
