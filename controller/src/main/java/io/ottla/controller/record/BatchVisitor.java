package io.ottla.controller.record;

import io.ottla.wire.batch.ControlType;
import java.nio.ByteBuffer;

/** Is shown what lies in the batches of a log or a checkpoint, in order. */
public interface BatchVisitor {

    /** @param value the control record's value, which lives as long as the batch's bytes */
    void control(ControlType type, ByteBuffer value, long offset);

    /** A metadata record, which is the visitor's to keep. */
    void record(VersionedRecord record, long offset);

    /** What was shown since the last call was one batch, and ends at {@code lastOffset}. */
    void batchEnd(long lastOffset, int leaderEpoch, long maxTimestamp);
}
