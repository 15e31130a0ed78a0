package io.ottla.controller.image;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Bytes that do not change. */
public final class OctetString {
    private final byte[] bytes;

    private OctetString(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The bytes from position to limit, which are not moved. */
    public static OctetString copyOf(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(buffer.position(), bytes);
        return new OctetString(bytes);
    }

    /** A view that cannot be written to. */
    public ByteBuffer buffer() {
        return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OctetString that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return bytes.length + " bytes";
    }
}
