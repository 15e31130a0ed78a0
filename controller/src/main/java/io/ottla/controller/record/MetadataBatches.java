package io.ottla.controller.record;

import io.ottla.wire.batch.BatchBuilder;
import io.ottla.wire.batch.BatchCursor;
import io.ottla.wire.batch.BatchRecord;
import io.ottla.wire.batch.ControlType;
import io.ottla.wire.batch.RecordBatch;
import io.ottla.wire.batch.RecordReader;
import io.ottla.wire.io.MalformedMessage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Metadata records in batches, and out of them. */
public final class MetadataBatches {
    /** The largest batch that the reference takes. */
    public static final int BATCH_BYTES_MAX = 8 << 20;

    /** So many records a batch has at most, unless all of them must be seen at once. */
    static final int BATCH_RECORDS_MAX = 10_000;

    /** We never compress; who did, did so with batches that are no larger than this. */
    private static final int UNPACKED_BYTES_MAX = 64 << 20;

    private MetadataBatches() {}

    /** One batch of all {@code records}, of which there is at least one. May be larger than it should be. */
    public static ByteBuffer atomic(List<VersionedRecord> records, long timestampMs) {
        BatchBuilder batch = new BatchBuilder();
        for (VersionedRecord record : records) {
            batch.append(timestampMs, (ByteBuffer) null, MetadataRecordCodec.write(record));
        }
        return batch.build();
    }

    /** As many batches as needed for none to be too large. */
    public static List<ByteBuffer> split(List<VersionedRecord> records, long timestampMs) {
        List<ByteBuffer> batches = new ArrayList<>();
        BatchSplitter splitter = new BatchSplitter(0, 0, timestampMs, batches::add);
        records.forEach(splitter::append);
        splitter.finish();
        return batches;
    }

    /**
     * Shows {@code visitor} what is in {@code bytes}, from position to limit.
     *
     * @return how many bytes the whole batches took; a batch that is cut at the end is left
     * @throws MalformedMessage when a batch is damaged
     */
    public static int visit(ByteBuffer bytes, BatchVisitor visitor) {
        BatchCursor cursor = new BatchCursor(bytes);
        while (cursor.advance()) {
            RecordBatch batch = cursor.batch();
            if (batch.magic() != RecordBatch.MAGIC || !batch.isCrcValid()) {
                throw new MalformedMessage("the batch at offset " + batch.baseOffset() + " is damaged");
            }
            visit(batch, visitor);
        }
        return bytes.remaining() - cursor.remaining();
    }

    private static void visit(RecordBatch batch, BatchVisitor visitor) {
        try (RecordReader records = RecordReader.open(batch, UNPACKED_BYTES_MAX)) {
            while (records.hasNext()) {
                BatchRecord record = records.next();
                if (record.value() == null) {
                    throw new MalformedMessage("the record at offset " + record.offset() + " is empty");
                }
                if (batch.isControl()) {
                    visitor.control(ControlType.of(record), record.value(), record.offset());
                } else {
                    visitor.record(MetadataRecordCodec.read(record.value()), record.offset());
                }
            }
        }
        visitor.batchEnd(batch.lastOffset(), batch.partitionLeaderEpoch(), batch.maxTimestamp());
    }
}
