package io.ottla.wire.batch;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Bytes that are being written, in an array that grows. */
final class GrowingBytes extends OutputStream {
    private byte[] bytes;
    private int size;

    GrowingBytes(int capacity) {
        this.bytes = new byte[capacity];
    }

    int size() {
        return size;
    }

    /** All that was written, in place: later writes may or may not show. */
    ByteBuffer view() {
        return ByteBuffer.wrap(bytes, 0, size).slice();
    }

    /** Adds {@code count} bytes to be filled in later. */
    void reserve(int count) {
        ensureRoom(count);
        size += count;
    }

    @Override
    public void write(int value) {
        ensureRoom(1);
        bytes[size++] = (byte) value;
    }

    @Override
    public void write(byte[] source, int offset, int length) {
        ensureRoom(length);
        System.arraycopy(source, offset, bytes, size, length);
        size += length;
    }

    /** Adds what the buffer holds from its position to its limit; neither is moved. */
    void put(ByteBuffer source) {
        int length = source.remaining();
        ensureRoom(length);
        source.get(source.position(), bytes, size, length);
        size += length;
    }

    void putVarint(int value) {
        putUnsigned(Integer.toUnsignedLong((value << 1) ^ (value >> 31)));
    }

    void putVarlong(long value) {
        putUnsigned((value << 1) ^ (value >> 63));
    }

    private void putUnsigned(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            write((int) (rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        write((int) rest);
    }

    /** Bytes that {@link #putVarint} writes. */
    static int sizeOfVarint(int value) {
        return sizeOfUnsigned(Integer.toUnsignedLong((value << 1) ^ (value >> 31)));
    }

    /** Bytes that {@link #putVarlong} writes. */
    static int sizeOfVarlong(long value) {
        return sizeOfUnsigned((value << 1) ^ (value >> 63));
    }

    private static int sizeOfUnsigned(long value) {
        int significantBits = Long.SIZE - Long.numberOfLeadingZeros(value | 1);
        return (significantBits + 6) / 7;
    }

    private void ensureRoom(int count) {
        int needed = Math.addExact(size, count);
        if (needed > bytes.length) {
            long doubled = 2L * bytes.length;
            bytes = Arrays.copyOf(bytes, (int) Math.min(Math.max(needed, doubled), Integer.MAX_VALUE - 8));
        }
    }
}
