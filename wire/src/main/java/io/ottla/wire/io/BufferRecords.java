package io.ottla.wire.io;

import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * Record data in memory. What a reader returns is a slice of the bytes it read, not a copy: it lives as long as they do.
 *
 * @param buffer the data, from position to limit; nobody moves them
 */
public record BufferRecords(ByteBuffer buffer) implements Records {
    public static final BufferRecords EMPTY = new BufferRecords(ByteBuffer.allocate(0));

    public BufferRecords {
        Objects.requireNonNull(buffer, "buffer");
    }

    @Override
    public int sizeInBytes() {
        return buffer.remaining();
    }

    @Override
    public String toString() {
        return "BufferRecords[" + sizeInBytes() + " bytes]";
    }
}
