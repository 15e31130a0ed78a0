package io.ottla.broker.coordinator.transaction;

import io.ottla.broker.coordinator.transaction.SimulatedPartition.Written;
import io.ottla.storage.TopicPartition;
import java.util.List;

/** A partition, to those who look at all of it. */
interface ObservedPartition {
    TopicPartition name();

    /** All records. */
    List<Written> log();

    /** Committed, aborted, or null while nobody knows, of each record, by nothing but the markers in the log. */
    List<Boolean> outcomes();

    /** Committed records before the first whose outcome is open. */
    List<Written> readCommitted();

    default boolean isStable() {
        return !outcomes().contains(null);
    }
}
