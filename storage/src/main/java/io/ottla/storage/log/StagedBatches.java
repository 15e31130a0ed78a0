package io.ottla.storage.log;

import io.ottla.wire.batch.RecordBatch;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Batches that have their offsets and wait to be written together. Used again and again, by one log after the other.
 */
final class StagedBatches {
    /** Of a log that has nothing to write. Nothing is ever added to it. */
    static final StagedBatches NONE = new StagedBatches();

    private ByteBuffer[] buffers = new ByteBuffer[8];
    private int[] starts = new int[8];
    private int count;
    private long bytes;

    /** Takes a stamped batch: all that is left of {@code buffer}, which is not to be touched until it was written. */
    void add(ByteBuffer buffer) {
        if (count == buffers.length) {
            buffers = Arrays.copyOf(buffers, count * 2);
            starts = Arrays.copyOf(starts, count * 2);
        }
        buffers[count] = buffer;
        starts[count] = buffer.position();
        count++;
        bytes += buffer.remaining();
    }

    boolean isEmpty() {
        return count == 0;
    }

    int count() {
        return count;
    }

    long bytes() {
        return bytes;
    }

    ByteBuffer[] buffers() {
        return buffers;
    }

    /** Moves {@code view} to a batch; also after it was written, when its buffer's position stands behind it. */
    RecordBatch view(RecordBatch view, int index) {
        return view.wrap(buffers[index], starts[index]);
    }

    /** Forgets all batches, and lets go of their buffers. */
    void clear() {
        Arrays.fill(buffers, 0, count, null);
        count = 0;
        bytes = 0;
    }
}
