package io.ottla.storage.compaction;

import io.ottla.storage.disk.DiskFile;
import io.ottla.storage.segment.CorruptLogException;
import io.ottla.storage.segment.SegmentFacts;
import io.ottla.wire.batch.RecordBatch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/**
 * The batches of a segment's file that is no longer written to, one after the other, each whole and its CRC checked: what is
 * damaged must not be copied under a CRC that says it is not.
 */
final class BatchSource {
    private final DiskFile file;
    private final Path path;
    private final int sizeBytes;
    private final long endOffset;
    private final LongConsumer onRead;
    private final RecordBatch batch = new RecordBatch();
    private ByteBuffer block;
    private int blockStart;
    private int next;
    private long nextOffset;

    /**
     * All batches of a segment.
     *
     * @param endOffset where the next segment begins
     * @param block memory to read through; {@link #block} is what to use after
     * @param onRead told of the bytes that were read
     */
    BatchSource(DiskFile file, Path path, SegmentFacts segment, long endOffset, ByteBuffer block, LongConsumer onRead) {
        this.file = file;
        this.path = path;
        this.sizeBytes = segment.sizeBytes();
        this.nextOffset = segment.baseOffset();
        this.endOffset = endOffset;
        this.block = block.clear().limit(0);
        this.onRead = onRead;
    }

    /** Moves to the next batch; false at the end. */
    boolean advance() throws IOException {
        if (next >= sizeBytes) {
            return false;
        }
        load(RecordBatch.HEADER_SIZE);
        batch.wrap(block, next - blockStart);
        int length = batch.length();
        if (batch.magic() != RecordBatch.MAGIC
                || length < RecordBatch.HEADER_SIZE - RecordBatch.LENGTH_PREFIX_SIZE
                || length > sizeBytes - next - RecordBatch.LENGTH_PREFIX_SIZE) {
            throw damaged("length " + length + ", magic " + batch.magic());
        }
        load(batch.sizeInBytes());
        batch.wrap(block, next - blockStart);
        if (!batch.isCrcValid()) {
            throw damaged("its CRC is wrong");
        }
        // The base offset is the one thing of weight that the CRC does not cover.
        if (batch.baseOffset() < nextOffset || batch.lastOffsetDelta() < 0 || batch.nextOffset() > endOffset) {
            throw damaged("its offsets are " + batch.baseOffset() + " to " + batch.lastOffset() + ", where "
                    + nextOffset + " to " + (endOffset - 1) + " can be");
        }
        nextOffset = batch.nextOffset();
        next += batch.sizeInBytes();
        return true;
    }

    /** The batch at hand, whole; the same view each time. */
    RecordBatch batch() {
        return batch;
    }

    /** The memory that is used now; it may have grown. */
    ByteBuffer block() {
        return block;
    }

    private void load(int count) throws IOException {
        if (block.limit() - (next - blockStart) >= count) {
            return;
        }
        if (block.capacity() < count) {
            block = ByteBuffer.allocate(count);
        }
        block.clear().limit(Math.min(block.capacity(), sizeBytes - next));
        int read = file.read(next, block);
        onRead.accept(Math.max(0, read));
        block.flip();
        blockStart = next;
        if (block.limit() < count) {
            throw damaged("the file ends within it");
        }
    }

    private CorruptLogException damaged(String found) {
        return new CorruptLogException("No good batch at position " + next + " of " + path + ": " + found);
    }
}
