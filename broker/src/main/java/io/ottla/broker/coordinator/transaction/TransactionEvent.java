package io.ottla.broker.coordinator.transaction;

import io.ottla.broker.coordinator.runtime.CoordinatorEvent;
import io.ottla.broker.coordinator.runtime.CoordinatorRecord;
import io.ottla.storage.TopicPartition;
import java.util.Optional;

/** Something that happened to transactional ids. */
sealed interface TransactionEvent extends CoordinatorEvent {

    /**
     * All of an id is as given now.
     *
     * @param version the {@link TransactionVersion} of the cluster, which says how the log remembers it
     */
    record Changed(Transaction now, short version) implements TransactionEvent {
        @Override
        public Optional<CoordinatorRecord> record() {
            return Optional.of(TransactionRecords.of(now, version));
        }
    }

    /** An id has not been used for long. */
    record Expired(String transactionalId) implements TransactionEvent {
        @Override
        public Optional<CoordinatorRecord> record() {
            return Optional.of(TransactionRecords.tombstone(transactionalId));
        }
    }

    /** What is forgotten when the coordinator moves; the next one finds it out anew. */
    sealed interface Volatile extends TransactionEvent {
        @Override
        default Optional<CoordinatorRecord> record() {
            return Optional.empty();
        }
    }

    /**
     * Markers are to be written to all partitions that have none yet.
     *
     * @param round by which answers are told from those to an earlier attempt
     */
    record MarkersRequested(String transactionalId, long round) implements Volatile {}

    /** A partition has its marker, or needs none. */
    record MarkerWritten(String transactionalId, TopicPartition partition) implements Volatile {}

    /** Somebody waits until a transaction that is being ended is complete. */
    record WaitBegun(String transactionalId, String waiterKey) implements Volatile {}

    /** It took too long. */
    record WaitGivenUp(String transactionalId, String waiterKey) implements Volatile {}

    /** The cluster works by another {@link TransactionVersion}. */
    record VersionFinalised(short version) implements Volatile {}
}
