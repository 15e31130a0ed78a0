package io.ottla.bench.load;

import java.nio.ByteBuffer;

/**
 * Where in an encoded message a value lies. It is found by encoding the message with two values that differ in every byte:
 * so nothing here has to know how a message is laid out.
 */
final class PatchPoint {
    /** Two values that have no byte in common at any place. */
    static final int ONE_INT = 0x01020304;

    static final int OTHER_INT = 0x11121314;
    static final long ONE_LONG = 0x0102030405060708L;
    static final long OTHER_LONG = 0x1112131415161718L;

    private PatchPoint() {}

    /** The place where {@code one} and {@code other} differ, which must be the only one, and {@code width} bytes wide. */
    static int find(ByteBuffer one, ByteBuffer other, int width) {
        int first = one.mismatch(other);
        if (one.remaining() != other.remaining() || first < 0) {
            throw new IllegalArgumentException("the two messages do not differ in one value of a fixed width");
        }
        int after = first + width;
        boolean restIsSame = one.slice(after, one.limit() - after).equals(other.slice(after, other.limit() - after));
        if (!restIsSame) {
            throw new IllegalArgumentException("the two messages differ in more than one place");
        }
        return first;
    }
}
