package io.ottla.storage.segment;

import io.ottla.wire.batch.RecordBatch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * Steps over the batches of a log file of which a part is on the platter for certain, and nobody vouches for the rest. Of
 * the former the headers are looked at, of the latter each batch is checked whole. It ends at the first that is cut short,
 * damaged or out of order: what is behind that is not a log.
 *
 * <p>Where the bytes are certain to have been written, a wrong CRC is damage that no cut mends: what was acknowledged and
 * synced would go with it. A reader of a damaged batch is told.
 */
final class CheckedScan {
    private static final int CRC_START = 21;
    private static final int SMALLEST_LEGACY_LENGTH = 14;
    private static final int LEGACY_CRC_AT = 12;
    private static final int LEGACY_MAGIC_AT = 16;
    private static final int UP_TO_MAGIC = LEGACY_MAGIC_AT + 1;
    /** What is read of large batches that are certain. */
    private static final int HEADERS_BYTES = 4 * 1024;

    private final LogFile file;
    private final long sizeBytes;
    private final long firstOffset;
    private final long certainOffset;
    private final ByteBuffer block;
    private final CRC32C crc = new CRC32C();
    private final RecordBatch batch = new RecordBatch();
    private long blockStart;
    private long position;
    private long next;
    private long nextOffset;
    /** Whether the last batch was certain, and so large that the next one is not read along with it. */
    private boolean skipping;

    private String verdict = "";

    /**
     * A scan of a file of {@code sizeBytes} whose first batch may not start before {@code firstOffset}.
     *
     * @param certainOffset batches that end before it are on the platter
     */
    CheckedScan(LogFile file, long sizeBytes, long firstOffset, long certainOffset, ByteBuffer block) {
        this.file = file;
        this.sizeBytes = sizeBytes;
        this.firstOffset = firstOffset;
        this.certainOffset = certainOffset;
        this.nextOffset = firstOffset;
        this.block = block.clear().limit(0);
    }

    /** Moves to the next batch; false when there is no good one left. */
    boolean advance() throws IOException {
        position = next;
        if (position >= sizeBytes) {
            return false;
        }
        if (!load(UP_TO_MAGIC)) {
            return end("the file ends within a header");
        }
        batch.wrap(block, (int) (position - blockStart));
        int length = batch.length();
        if (batch.magic() != RecordBatch.MAGIC) {
            // A legacy message may be shorter than the header of a batch.
            refuseLegacy(length);
            return end("the format is v" + batch.magic());
        }
        if (!load(RecordBatch.HEADER_SIZE)) {
            return end("the file ends within a header");
        }
        batch.wrap(block, (int) (position - blockStart));
        if (length < RecordBatch.HEADER_SIZE - RecordBatch.LENGTH_PREFIX_SIZE) {
            return end("the length is " + length);
        }
        if (length > sizeBytes - position - RecordBatch.LENGTH_PREFIX_SIZE) {
            return end("the file ends within the batch");
        }
        if (batch.baseOffset() < nextOffset
                || batch.lastOffsetDelta() < 0
                || batch.lastOffset() - firstOffset > Integer.MAX_VALUE) {
            return end("the offsets are " + batch.baseOffset() + " to " + batch.lastOffset() + ", where " + nextOffset
                    + " or more is due");
        }
        int size = RecordBatch.LENGTH_PREFIX_SIZE + length;
        boolean certain = batch.lastOffset() < certainOffset;
        if (!certain) {
            int stated = batch.crc();
            if (stated != crcOf(position + CRC_START, size - CRC_START)) {
                return end("the CRC is wrong");
            }
            load(RecordBatch.HEADER_SIZE);
            batch.wrap(block, (int) (position - blockStart));
        }
        skipping = certain && size > HEADERS_BYTES;
        next = position + size;
        nextOffset = batch.nextOffset();
        return true;
    }

    /** The batch at hand: its header only, and the same view each time. */
    RecordBatch batch() {
        return batch;
    }

    /** Where the batch at hand starts; after the end, where the good ones end. */
    long position() {
        return position;
    }

    /** Why the scan ended before the file did; empty when it did not. */
    String verdict() {
        return verdict;
    }

    private boolean end(String why) {
        verdict = why;
        return false;
    }

    /** Has {@code count} bytes from the position on in the block. */
    private boolean load(int count) throws IOException {
        if (position < blockStart || block.limit() - (position - blockStart) < count) {
            readBlock(position, skipping ? HEADERS_BYTES : block.capacity());
        }
        return block.limit() - (position - blockStart) >= count;
    }

    private void readBlock(long from, int most) throws IOException {
        block.clear().limit((int) Math.min(Math.min(most, block.capacity()), sizeBytes - from));
        file.read(from, block);
        block.flip();
        blockStart = from;
    }

    private int crcOf(long from, int count) throws IOException {
        crc.reset();
        long at = from;
        long end = from + count;
        while (at < end) {
            int inBlock = (int) (at - blockStart);
            if (inBlock < 0 || inBlock >= block.limit()) {
                readBlock(at, block.capacity());
                inBlock = 0;
                if (block.limit() == 0) {
                    break;
                }
            }
            int piece = (int) Math.min(end - at, block.limit() - inBlock);
            crc.update(block.slice(inBlock, piece));
            at += piece;
        }
        return (int) crc.getValue();
    }

    /** Messages of the legacy formats are no damage. To cut them off would destroy what an older broker wrote. */
    private void refuseLegacy(int length) throws IOException {
        byte magic = batch.magic();
        if ((magic != 0 && magic != 1)
                || length < SMALLEST_LEGACY_LENGTH
                || length > sizeBytes - position - RecordBatch.LENGTH_PREFIX_SIZE) {
            return;
        }
        int size = RecordBatch.LENGTH_PREFIX_SIZE + length;
        ByteBuffer message = ByteBuffer.allocate(size);
        file.read(position, message);
        message.flip();
        CRC32 legacy = new CRC32();
        legacy.update(message.array(), LEGACY_MAGIC_AT, size - LEGACY_MAGIC_AT);
        if ((int) legacy.getValue() == message.getInt(LEGACY_CRC_AT)) {
            throw new IOException("There are messages of the legacy format v" + magic + " at position " + position
                    + " of " + file.path() + ", which cannot be read. Nothing was changed");
        }
    }
}
