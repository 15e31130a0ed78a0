package io.ottla.broker.coordinator.transaction;

import io.ottla.storage.TopicPartition;
import io.ottla.wire.api.ErrorCode;
import java.util.Collection;

/**
 * Writes the markers that end a transaction to the partitions that took part, wherever they are led, as WriteTxnMarkers does.
 * May be called from any thread, and never waits.
 */
@FunctionalInterface
public interface MarkerWriter {
    /**
     * What is written.
     *
     * @param coordinatorEpoch the leader epoch of the coordinator's own partition
     * @param transactionVersion the version that the transaction was ended by: from 2 on, a partition refuses a marker whose
     *     epoch is not above that of the records
     */
    record Marker(
            long producerId, short producerEpoch, boolean committed, int coordinatorEpoch, short transactionVersion) {}

    /** Told of each partition once, on any thread; {@code NONE} when the marker is committed there. */
    @FunctionalInterface
    interface Answer {
        void written(TopicPartition partition, ErrorCode error);
    }

    void write(Marker marker, Collection<TopicPartition> partitions, Answer answer);
}
