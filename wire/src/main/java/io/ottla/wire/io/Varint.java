package io.ottla.wire.io;

import java.nio.ByteBuffer;

/**
 * Numbers in base 128, low group first, the top bit of a byte saying that another follows. Signed ones are zigzag
 * encoded before: 0, -1, 1, -2 become 0, 1, 2, 3.
 */
public final class Varint {
    private static final int MAX_INT_BYTES = 5;
    private static final int MAX_LONG_BYTES = 10;

    private Varint() {}

    /** Bytes of {@code value} taken as unsigned. */
    public static int sizeOfUnsigned(int value) {
        // 7 bits a byte: ceil(bits / 7), and one byte for zero.
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(value | 1);
        return (bits + 6) / 7;
    }

    /** Bytes of {@code value} taken as unsigned. */
    public static int sizeOfUnsignedLong(long value) {
        int bits = Long.SIZE - Long.numberOfLeadingZeros(value | 1);
        return (bits + 6) / 7;
    }

    /** Bytes of {@code value} in zigzag form. */
    public static int sizeOf(int value) {
        return sizeOfUnsigned(zigzag(value));
    }

    /** Bytes of {@code value} in zigzag form. */
    public static int sizeOfLong(long value) {
        return sizeOfUnsignedLong(zigzag(value));
    }

    public static void writeUnsigned(ByteBuffer out, int value) {
        int rest = value;
        while ((rest & ~0x7f) != 0) {
            out.put((byte) (rest | 0x80));
            rest >>>= 7;
        }
        out.put((byte) rest);
    }

    public static void writeUnsignedLong(ByteBuffer out, long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.put((byte) (rest | 0x80));
            rest >>>= 7;
        }
        out.put((byte) rest);
    }

    public static void write(ByteBuffer out, int value) {
        writeUnsigned(out, zigzag(value));
    }

    public static void writeLong(ByteBuffer out, long value) {
        writeUnsignedLong(out, zigzag(value));
    }

    /**
     * Reads an unsigned number of at most 32 bits; bits beyond those are dropped, as the reference does.
     *
     * @throws MalformedMessage if the input ends early or the number does not end after five bytes
     */
    public static int readUnsigned(ByteBuffer in) {
        int value = 0;
        for (int index = 0; index < MAX_INT_BYTES; index++) {
            byte group = next(in);
            value |= (group & 0x7f) << (7 * index);
            if (group >= 0) {
                return value;
            }
        }
        throw new MalformedMessage("a variable-length number of more than " + MAX_INT_BYTES + " bytes");
    }

    /** As {@link #readUnsigned}, with 64 bits and ten bytes. */
    public static long readUnsignedLong(ByteBuffer in) {
        long value = 0;
        for (int index = 0; index < MAX_LONG_BYTES; index++) {
            byte group = next(in);
            value |= (long) (group & 0x7f) << (7 * index);
            if (group >= 0) {
                return value;
            }
        }
        throw new MalformedMessage("a variable-length number of more than " + MAX_LONG_BYTES + " bytes");
    }

    public static int read(ByteBuffer in) {
        int raw = readUnsigned(in);
        return (raw >>> 1) ^ -(raw & 1);
    }

    public static long readLong(ByteBuffer in) {
        long raw = readUnsignedLong(in);
        return (raw >>> 1) ^ -(raw & 1);
    }

    private static byte next(ByteBuffer in) {
        if (!in.hasRemaining()) {
            throw new MalformedMessage("the input ends within a variable-length number");
        }
        return in.get();
    }

    private static int zigzag(int value) {
        return (value << 1) ^ (value >> 31);
    }

    private static long zigzag(long value) {
        return (value << 1) ^ (value >> 63);
    }
}
