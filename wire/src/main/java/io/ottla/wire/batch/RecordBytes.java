package io.ottla.wire.batch;

import io.ottla.wire.io.MalformedMessage;
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
    /** About the largest array there can be. */
    private static final int LARGEST_WINDOW = Integer.MAX_VALUE - 16;

    /** Null when there is nothing to unpack. */
    private final InputStream packed;

    private final int unpackedBytesMax;
    private ByteBuffer window;
    private int at;
    private int end;
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
            this.window = ByteBuffer.allocate(PIECE_SIZE);
        } else {
            this.packed = null;
            this.window = batch.buffer();
            this.at = batch.position() + RecordBatch.HEADER_SIZE;
            this.end = batch.position() + batch.sizeInBytes();
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
        fill(RecordFrame.SIZE_FIELD_MAX);
        long recordEnd = frame.findEnd(window, at, end);
        long size = recordEnd - at;
        fill(size);
        if (size > end - at) {
            throw new MalformedMessage("a record of " + size + " bytes does not fit the " + (end - at)
                    + " bytes that are left of its batch");
        }
        frame.read(window, at, at + (int) size);
        at += (int) size;
    }

    /** Whether no byte is left. */
    boolean isAtEnd() throws UnpackException {
        fill(1);
        return at == end;
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
    private void fill(long size) throws UnpackException {
        if (packed == null) {
            return;
        }
        while (end - at < size) {
            if (end == window.capacity()) {
                grow();
            }
            int count = read(window.array(), end, window.capacity() - end);
            if (count < 0) {
                return;
            }
            if (count > unpackedBytesMax - unpackedBytes) {
                throw new UnpackException("the records unpack to more than " + unpackedBytesMax + " bytes");
            }
            unpackedBytes += count;
            end += count;
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
        int unread = end - at;
        int room = Math.min(Math.max(unread, PIECE_SIZE), unpackedBytesMax - unpackedBytes + 1);
        ByteBuffer larger = ByteBuffer.allocate(unread + room);
        larger.put(0, window, at, unread);
        window = larger;
        at = 0;
        end = unread;
    }
}
