package io.ottla.storage.log;

import io.ottla.storage.producer.CompletedTransaction;
import io.ottla.storage.producer.ProducerAppend;
import io.ottla.storage.segment.AbortedTransaction;
import io.ottla.storage.segment.LogSegment;
import io.ottla.wire.batch.BatchRecord;
import io.ottla.wire.batch.ControlType;
import io.ottla.wire.batch.RecordBatch;
import io.ottla.wire.batch.RecordReader;
import io.ottla.wire.batch.TransactionMarker;
import io.ottla.wire.io.MalformedMessage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** What batches say about their producers. */
final class ProducerAppends {
    /** Far more than any marker has: two numbers each in key and value. */
    private static final int MARKER_BYTES_MAX = 64 * 1024;

    private ProducerAppends() {}

    /** What records of a producer say, with the offset that they get. */
    static ProducerAppend.Records records(RecordBatch batch, long firstOffset) {
        return new ProducerAppend.Records(
                batch.producerId(),
                batch.producerEpoch(),
                batch.baseSequence(),
                batch.lastSequence(),
                firstOffset,
                firstOffset + batch.lastOffsetDelta(),
                batch.maxTimestamp(),
                batch.isTransactional());
    }

    /** What a marker says, with the offset that it gets; empty when the control batch ends no transaction. */
    static Optional<ProducerAppend.Marker> marker(RecordBatch batch, long firstOffset) {
        try (RecordReader records = RecordReader.open(batch, MARKER_BYTES_MAX)) {
            if (!records.hasNext()) {
                return Optional.empty();
            }
            BatchRecord record = records.next();
            ControlType type = ControlType.of(record);
            if (type != ControlType.COMMIT && type != ControlType.ABORT) {
                return Optional.empty();
            }
            TransactionMarker marker = TransactionMarker.of(record);
            return Optional.of(new ProducerAppend.Marker(
                    batch.producerId(),
                    batch.producerEpoch(),
                    marker.coordinatorEpoch(),
                    marker.commit(),
                    firstOffset,
                    record.timestamp()));
        }
    }

    /** What a batch in a segment's file says, of which only the header was read. Empty when it has no producer. */
    static Optional<ProducerAppend> read(LogSegment segment, RecordBatch header, int position) throws IOException {
        if (!header.hasProducerId()) {
            return Optional.empty();
        }
        if (!header.isControl()) {
            return Optional.of(records(header, header.baseOffset()));
        }
        if (header.sizeInBytes() > MARKER_BYTES_MAX) {
            throw segment.damagedAt(position, "a control batch of " + header.sizeInBytes() + " bytes");
        }
        ByteBuffer whole = ByteBuffer.allocate(header.sizeInBytes());
        segment.read(position, whole);
        try {
            return marker(RecordBatch.at(whole, 0), header.baseOffset()).map(marker -> marker);
        } catch (MalformedMessage unreadable) {
            throw segment.damagedAt(position, unreadable.getMessage());
        }
    }

    /** The transaction as the index of aborted ones keeps it. */
    static AbortedTransaction aborted(CompletedTransaction transaction) {
        return new AbortedTransaction(
                transaction.producerId(),
                transaction.firstOffset(),
                transaction.lastOffset(),
                transaction.lastStableOffset());
    }
}
