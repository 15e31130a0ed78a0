package io.ottla.broker.coordinator.group.classic;

import java.nio.ByteBuffer;

/** Bytes that a group keeps. Fields of messages share the memory they were read from, and that is soon used for others. */
final class Bytes {
    static final ByteBuffer EMPTY = ByteBuffer.allocate(0).asReadOnlyBuffer();

    private Bytes() {}

    static ByteBuffer copyOf(ByteBuffer source) {
        if (source == null || !source.hasRemaining()) {
            return EMPTY;
        }
        ByteBuffer copy = ByteBuffer.allocate(source.remaining());
        copy.put(0, source, source.position(), source.remaining());
        return copy.asReadOnlyBuffer();
    }
}
