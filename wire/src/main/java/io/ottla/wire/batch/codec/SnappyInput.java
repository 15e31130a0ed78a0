package io.ottla.wire.batch.codec;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.xerial.snappy.Snappy;

/**
 * Reads snappy-java's framing, or a bare block. The library's own stream is not used since it allocates whatever size a
 * chunk states before it looks at the chunk.
 *
 * <pre>
 *   magic     8 bytes   82 'S' 'N' 'A' 'P' 'P' 'Y' 00
 *   version   int32     1
 *   oldest    int32     the oldest version whose readers can read it: 1
 *   chunks:   int32 size, then a snappy block of that size
 * </pre>
 *
 * Streams may be strung together, so that a header may stand where a chunk could.
 */
final class SnappyInput extends InputStream {
    private static final long MAGIC = 0x82_53_4E_41_50_50_59_00L;
    /** What a chunk's size would be if a header stood in its place; no chunk has a negative size. */
    private static final int MAGIC_HEAD = (int) (MAGIC >>> Integer.SIZE);

    private static final int HEADER_SIZE = 16;
    private static final int OLDEST_VERSION = 1;
    private static final int NEWEST_VERSION = 1;

    /** A block's longest copy makes 64 bytes out of 3, so that no block unpacks to more than this many times its size. */
    private static final int GROWTH_MAX = 22;

    private final ByteBuffer packed;
    private byte[] block = new byte[0];
    private int blockAt;

    SnappyInput(ByteBuffer packed) throws IOException {
        this.packed = packed.slice();
        boolean framed = this.packed.remaining() >= HEADER_SIZE && this.packed.getLong(0) == MAGIC;
        if (framed) {
            skipHeader();
        } else {
            unpackBlock(this.packed.remaining());
        }
    }

    @Override
    public int read() throws IOException {
        return fill() ? Byte.toUnsignedInt(block[blockAt++]) : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, block.length - blockAt);
        System.arraycopy(block, blockAt, target, offset, count);
        blockAt += count;
        return count;
    }

    /** Makes sure that the block has unread bytes; false at the end. */
    private boolean fill() throws IOException {
        while (blockAt == block.length) {
            if (!packed.hasRemaining()) {
                return false;
            }
            if (packed.remaining() < Integer.BYTES) {
                throw new IOException("the snappy stream ends within a chunk's size");
            }
            if (packed.getInt(packed.position()) == MAGIC_HEAD) {
                skipHeader();
            } else {
                unpackBlock(packed.getInt());
            }
        }
        return true;
    }

    private void skipHeader() throws IOException {
        if (packed.remaining() < HEADER_SIZE || packed.getLong() != MAGIC) {
            throw new IOException("the snappy stream has a broken header");
        }
        int version = packed.getInt();
        int oldestThatCanRead = packed.getInt();
        if (version < OLDEST_VERSION || oldestThatCanRead > NEWEST_VERSION) {
            throw new IOException("version " + version + " of the snappy framing cannot be read");
        }
    }

    private void unpackBlock(int size) throws IOException {
        if (size <= 0 || size > packed.remaining()) {
            throw new IOException(
                    "a snappy block of " + size + " bytes cannot be in the " + packed.remaining() + " bytes left");
        }
        byte[] source = new byte[size];
        packed.get(source);
        int unpackedSize = Snappy.uncompressedLength(source);
        if (unpackedSize < 0 || unpackedSize > (long) size * GROWTH_MAX) {
            throw new IOException("a snappy block of " + size + " bytes cannot hold " + unpackedSize);
        }
        byte[] target = new byte[unpackedSize];
        int unpacked = Snappy.uncompress(source, 0, size, target, 0);
        if (unpacked != unpackedSize) {
            throw new IOException(
                    "a snappy block holds " + unpacked + " bytes, not the " + unpackedSize + " it states");
        }
        block = target;
        blockAt = 0;
    }
}
