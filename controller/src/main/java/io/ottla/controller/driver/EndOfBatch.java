package io.ottla.controller.driver;

import io.ottla.controller.record.BatchVisitor;
import io.ottla.controller.record.VersionedRecord;
import io.ottla.wire.batch.ControlType;
import java.nio.ByteBuffer;

/** Passes on what it is shown, and notes where the last batch ended. */
final class EndOfBatch implements BatchVisitor {
    private final BatchVisitor next;
    private long nextOffset = -1;

    EndOfBatch(BatchVisitor next) {
        this.next = next;
    }

    /** One more than the last offset that was shown; -1 before the first batch. */
    long nextOffset() {
        return nextOffset;
    }

    @Override
    public void control(ControlType type, ByteBuffer value, long offset) {
        next.control(type, value, offset);
    }

    @Override
    public void record(VersionedRecord record, long offset) {
        next.record(record, offset);
    }

    @Override
    public void batchEnd(long lastOffset, int leaderEpoch, long maxTimestamp) {
        nextOffset = lastOffset + 1;
        next.batchEnd(lastOffset, leaderEpoch, maxTimestamp);
    }
}
