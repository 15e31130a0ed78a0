package io.ottla.wire.batch;

import io.ottla.wire.io.MalformedMessage;
import io.ottla.wire.io.Varint;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * The records of one batch as bytes, one record after the other. Those of an uncompressed batch are read where they lie.
 * Others are unpacked piece by piece as the reading goes on: a record that claims to be large takes memory only as its bytes
 * really appear, and what was given out is never written over.
 */
final class RecordBytes implements AutoCloseable {
    private static final int PIECE_SIZE = 16 * 1024;
    /** Bytes of the longest size field. */
    private static final int SIZE_FIELD_MAX = 5;
    /** About the largest array there can be. */
    private static final int LARGEST_WINDOW = Integer.MAX_VALUE - 16;

    /** Null when there is nothing to unpack. */
    private final InputStream packed;

    private final int unpackedBytesMax;
    /** What is to be read, from the position to the limit. Where records are unpacked, more appears behind the limit. */
    private ByteBuffer window;

    private int unpackedBytes;

    /**
     * The records of {@code batch}, which lies whole in its buffer.
     *
     * @param unpackedBytesMax a compressed batch that unpacks to more than this is refused
     */
    RecordBytes(RecordBatch batch, int unpackedBytesMax) throws UnpackException {
        this.unpackedBytesMax = Math.min(unpackedBytesMax, LARGEST_WINDOW - 1);
        if (batch.isCompressed()) {
            this.packed = open(batch);
            this.window = ByteBuffer.allocate(PIECE_SIZE).limit(0);
        } else {
            this.packed = null;
            this.window = batch.records();
        }
    }

    private static InputStream open(RecordBatch batch) throws UnpackException {
        int id = batch.compressionId();
        Compression compression =
                Compression.forId(id).orElseThrow(() -> new UnpackException("no compression has the number " + id));
        try {
            return compression.codec().unpack(batch.records());
        } catch (IOException | RuntimeException e) {
            throw new UnpackException("the records are not " + compression.configName() + ": " + e.getMessage(), e);
        }
    }

    /**
     * Lets {@code frame} read the next record.
     *
     * @throws MalformedMessage when there is none, or none that holds together
     */
    void next(RecordFrame frame) throws UnpackException {
        fill(SIZE_FIELD_MAX);
        int size = Varint.read(window);
        fill(size);
        if (size < 0 || size > window.remaining()) {
            throw new MalformedMessage("a record of " + size + " bytes does not fit the " + window.remaining()
                    + " bytes that are left of its batch");
        }
        frame.read(window, size);
    }

    /** Whether no byte is left. */
    boolean isAtEnd() throws UnpackException {
        fill(1);
        return !window.hasRemaining();
    }

    @Override
    public void close() {
        if (packed != null) {
            try {
                packed.close();
            } catch (IOException e) {
                throw new IllegalStateException("a stream over memory failed to close", e);
            }
        }
    }

    /** Unpacks until {@code size} bytes can be read, or all that are left. */
    private void fill(int size) throws UnpackException {
        while (packed != null && window.remaining() < size) {
            if (window.limit() == window.capacity()) {
                grow();
            }
            int count = read(window.array(), window.limit(), window.capacity() - window.limit());
            if (count < 0) {
                return;
            }
            if (count > unpackedBytesMax - unpackedBytes) {
                throw new UnpackException("the records unpack to more than " + unpackedBytesMax + " bytes");
            }
            unpackedBytes += count;
            window.limit(window.limit() + count);
        }
    }

    private int read(byte[] target, int offset, int length) throws UnpackException {
        try {
            return packed.read(target, offset, length);
        } catch (IOException | RuntimeException e) {
            throw new UnpackException("the records cannot be decompressed: " + e.getMessage(), e);
        }
    }

    /**
     * A new window that begins with what is unread of the old one, and has as much room again, or a piece's; but never more
     * than shows that the limit is passed.
     */
    private void grow() {
        int unread = window.remaining();
        int room = Math.min(Math.max(unread, PIECE_SIZE), unpackedBytesMax - unpackedBytes + 1);
        window = ByteBuffer.allocate(unread + room).put(window).flip();
    }
}
