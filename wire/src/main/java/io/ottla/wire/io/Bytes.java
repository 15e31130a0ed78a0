package io.ottla.wire.io;

import java.nio.ByteBuffer;

/** Fields of type {@code bytes}: their default, and how they look in a log line. */
public final class Bytes {
    /** No bytes; safe to share, since there is no position to move. */
    public static final ByteBuffer EMPTY = ByteBuffer.allocate(0);

    private Bytes() {}

    /** The number of bytes, for a log line; their content may be secret. */
    public static String describe(ByteBuffer bytes) {
        return bytes == null ? "null" : bytes.remaining() + " bytes";
    }
}
