package io.ottla.broker.coordinator.runtime;

import io.ottla.wire.batch.BatchBuilder;
import io.ottla.wire.batch.RecordBatch;
import io.ottla.wire.batch.TransactionMarker;
import java.nio.ByteBuffer;

/**
 * The end of a producer's transaction, as it is told to each partition that takes part.
 *
 * @param transactionVersion the version of the protocol that the transaction was ended by
 */
public record TransactionEnd(long producerId, short producerEpoch, TransactionMarker marker, short transactionVersion) {

    /** The control batch that the partition's log gets. A new one each time: logs stamp what they are given. */
    public ByteBuffer batch(long nowMs) {
        return new BatchBuilder()
                .producer(producerId, producerEpoch, RecordBatch.NO_SEQUENCE)
                .transactional()
                .control()
                .append(nowMs, marker.key(), marker.value())
                .build();
    }
}
