package io.ottla.controller.record;

import io.ottla.wire.batch.ControlType;
import java.nio.ByteBuffer;

/** Passes on what it is shown, and notes whether a checkpoint's footer was the last of it. */
final class EndWatcher implements BatchVisitor {
    private final BatchVisitor next;
    private boolean ended;

    EndWatcher(BatchVisitor next) {
        this.next = next;
    }

    boolean hasEnded() {
        return ended;
    }

    @Override
    public void control(ControlType type, ByteBuffer value, long offset) {
        ended = type == ControlType.SNAPSHOT_FOOTER;
        next.control(type, value, offset);
    }

    @Override
    public void record(VersionedRecord record, long offset) {
        ended = false;
        next.record(record, offset);
    }

    @Override
    public void batchEnd(long lastOffset, int leaderEpoch, long maxTimestamp) {
        next.batchEnd(lastOffset, leaderEpoch, maxTimestamp);
    }
}
