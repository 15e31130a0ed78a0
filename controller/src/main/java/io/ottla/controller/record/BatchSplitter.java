package io.ottla.controller.record;

import io.ottla.wire.batch.BatchBuilder;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** Puts records into batches of a bounded size, with offsets that follow on each other. */
final class BatchSplitter {
    /** Where a batch ends, unless a single record is larger. */
    private static final int BATCH_BYTES_ENOUGH = 1 << 20;

    private final int leaderEpoch;
    private final long timestampMs;
    private final Consumer<ByteBuffer> out;
    private long nextOffset;
    private BatchBuilder batch;

    BatchSplitter(long firstOffset, int leaderEpoch, long timestampMs, Consumer<ByteBuffer> out) {
        this.nextOffset = firstOffset;
        this.leaderEpoch = leaderEpoch;
        this.timestampMs = timestampMs;
        this.out = out;
    }

    void append(VersionedRecord record) {
        ByteBuffer value = MetadataRecordCodec.write(record);
        if (batch != null && isFullFor(value)) {
            finish();
        }
        if (batch == null) {
            batch = new BatchBuilder().baseOffset(nextOffset).leaderEpoch(leaderEpoch);
        }
        batch.append(timestampMs, (ByteBuffer) null, value);
    }

    private boolean isFullFor(ByteBuffer value) {
        return batch.recordCount() >= MetadataBatches.BATCH_RECORDS_MAX
                || batch.unpackedSizeInBytes() + value.remaining() > BATCH_BYTES_ENOUGH;
    }

    /** Hands out the batch at hand, if there is one. */
    void finish() {
        if (batch != null) {
            nextOffset += batch.recordCount();
            out.accept(batch.build());
            batch = null;
        }
    }

    /** Where the next batch will begin, when there is none at hand. */
    long nextOffset() {
        return nextOffset;
    }
}
