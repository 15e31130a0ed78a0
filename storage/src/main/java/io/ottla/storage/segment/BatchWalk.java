package io.ottla.storage.segment;

import io.ottla.wire.batch.RecordBatch;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Steps from batch to batch of a log file, reading headers only. Small batches come many at a time out of one read.
 *
 * <pre>{@code
 * walk.start(file, position, end);
 * while (walk.advance()) {
 *     use(walk.batch(), walk.position());
 * }
 * }</pre>
 */
final class BatchWalk {
    private final ByteBuffer block;
    private final RecordBatch batch = new RecordBatch();
    private LogFile file;
    private int blockStart;
    private int position;
    private int next;
    private int end;

    BatchWalk(ByteBuffer block) {
        this.block = block;
    }

    /** Starts before the batch at {@code position}; the walk ends at {@code end}, the end of a batch. */
    void start(LogFile file, int position, int end) {
        this.file = file;
        this.next = position;
        this.end = end;
        block.limit(0);
        blockStart = position;
    }

    /** Moves to the next batch; false when there is none. */
    boolean advance() throws IOException {
        if (next >= end) {
            return false;
        }
        position = next;
        if (!isInBlock(position)) {
            fill();
        }
        batch.wrap(block, position - blockStart);
        int length = batch.length();
        if (length < RecordBatch.HEADER_SIZE - RecordBatch.LENGTH_PREFIX_SIZE
                || length > end - position - RecordBatch.LENGTH_PREFIX_SIZE
                || batch.magic() != RecordBatch.MAGIC) {
            throw corrupt("length " + length + ", magic " + batch.magic());
        }
        next = position + RecordBatch.LENGTH_PREFIX_SIZE + length;
        return true;
    }

    /** The batch at hand: its header only, and the same view each time. */
    RecordBatch batch() {
        return batch;
    }

    /** Where in the file the batch at hand starts. */
    int position() {
        return position;
    }

    /** Where in the file the batch at hand ends. */
    int endPosition() {
        return next;
    }

    private boolean isInBlock(int at) {
        return block.limit() - (at - blockStart) >= RecordBatch.HEADER_SIZE;
    }

    private void fill() throws IOException {
        block.clear();
        file.read(position, block);
        block.flip();
        blockStart = position;
        if (block.limit() < RecordBatch.HEADER_SIZE || end - position < RecordBatch.HEADER_SIZE) {
            throw corrupt("the file ends within a header");
        }
    }

    private CorruptLogException corrupt(String found) {
        return new CorruptLogException("No batch at position " + position + " of " + file.path() + ": " + found);
    }
}
