package io.ottla.wire.batch;

import io.ottla.wire.io.Varint;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** Bytes that are being written, in a buffer that grows. */
final class GrowingBytes extends OutputStream {
    private static final int VARINT_MAX = 5;
    private static final int VARLONG_MAX = 10;
    /** About the largest array there can be. */
    private static final int LARGEST = Integer.MAX_VALUE - 16;

    private ByteBuffer bytes;

    GrowingBytes(int capacity) {
        this.bytes = ByteBuffer.allocate(capacity);
    }

    int size() {
        return bytes.position();
    }

    /** All that was written, in place: later writes may or may not show. */
    ByteBuffer view() {
        return bytes.slice(0, bytes.position());
    }

    /** Adds {@code count} bytes to be filled in later. */
    void reserve(int count) {
        ensureRoom(count);
        bytes.position(bytes.position() + count);
    }

    @Override
    public void write(int value) {
        ensureRoom(1);
        bytes.put((byte) value);
    }

    @Override
    public void write(byte[] source, int offset, int length) {
        ensureRoom(length);
        bytes.put(source, offset, length);
    }

    /** Adds what the buffer holds from its position to its limit; neither is moved. */
    void put(ByteBuffer source) {
        ensureRoom(source.remaining());
        bytes.put(source.duplicate());
    }

    void putVarint(int value) {
        ensureRoom(VARINT_MAX);
        Varint.write(bytes, value);
    }

    void putVarlong(long value) {
        ensureRoom(VARLONG_MAX);
        Varint.writeLong(bytes, value);
    }

    private void ensureRoom(int count) {
        if (count > bytes.remaining()) {
            int needed = Math.addExact(bytes.position(), count);
            long doubled = 2L * bytes.capacity();
            int capacity = (int) Math.min(Math.max(needed, doubled), Math.max(needed, LARGEST));
            bytes = ByteBuffer.allocate(capacity).put(bytes.flip());
        }
    }
}
