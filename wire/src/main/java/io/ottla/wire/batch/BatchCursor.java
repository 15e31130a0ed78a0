package io.ottla.wire.batch;

import io.ottla.wire.io.MalformedMessage;
import java.nio.ByteBuffer;

/**
 * Steps over the batches that lie one after another in a buffer, from its position to its limit. What it steps on is
 * whole: its stated size fits the buffer. Its CRC is not checked.
 *
 * <pre>{@code
 * BatchCursor cursor = new BatchCursor(bytes);
 * while (cursor.advance()) {
 *     use(cursor.batch());   // the same view each time
 * }
 * }</pre>
 *
 * <p>A batch that the buffer cuts short ends the walk, as it does for the reference's clients and brokers: a fetch answers
 * with as many bytes as were asked for, and the last batch may be a piece. {@link #remaining} tells.
 */
public final class BatchCursor {
    /** Smallest {@code length} any format has: a v0 message without key and value. */
    private static final int SMALLEST_LENGTH = 14;

    private static final int UP_TO_MAGIC = RecordBatch.MAGIC_AT + 1;

    private final ByteBuffer buffer;
    private final RecordBatch batch = new RecordBatch();
    private int next;

    public BatchCursor(ByteBuffer buffer) {
        this.buffer = buffer;
        this.next = buffer.position();
    }

    /**
     * Moves to the next batch.
     *
     * @return false when no whole batch is left
     * @throws MalformedMessage when what follows cannot be a batch: impossible size, or unknown format
     */
    public boolean advance() {
        int left = remaining();
        if (left < RecordBatch.LENGTH_PREFIX_SIZE) {
            return false;
        }
        int length = buffer.getInt(next + RecordBatch.LENGTH);
        if (length < SMALLEST_LENGTH) {
            throw new MalformedMessage("a batch of " + length + " bytes is smaller than any can be");
        }
        if (left < UP_TO_MAGIC) {
            return false;
        }
        byte magic = buffer.get(next + RecordBatch.MAGIC_AT);
        if (magic < 0 || magic > RecordBatch.MAGIC) {
            throw new MalformedMessage("no message format has the magic byte " + magic);
        }
        if (left - RecordBatch.LENGTH_PREFIX_SIZE < length) {
            return false;
        }
        if (magic == RecordBatch.MAGIC && length < RecordBatch.HEADER_SIZE - RecordBatch.LENGTH_PREFIX_SIZE) {
            throw new MalformedMessage("a batch of " + length + " bytes is smaller than its own header");
        }
        batch.wrap(buffer, next);
        next += RecordBatch.LENGTH_PREFIX_SIZE + length;
        return true;
    }

    /**
     * The batch at hand: a view that the next {@link #advance} moves on. When {@link RecordBatch#magic} is below {@link
     * RecordBatch#MAGIC} it is a message of a legacy format, of which only offset, size and magic can be read.
     */
    public RecordBatch batch() {
        return batch;
    }

    /** Bytes after the batch at hand. */
    public int remaining() {
        return buffer.limit() - next;
    }
}
