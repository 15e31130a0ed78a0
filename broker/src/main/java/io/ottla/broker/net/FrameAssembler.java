package io.ottla.broker.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.function.IntConsumer;

/**
 * Puts the frames of one connection together.
 *
 * <pre>
 *   ┌───────────────┬──────────────────────┐
 *   │ size (4 bytes)│ body (size bytes)    │   size is signed, big-endian, and does not count itself
 *   └───────────────┴──────────────────────┘
 * </pre>
 *
 * <p>The body's buffer is made at its exact size, once, so that the socket can be read straight into it. A size is only a
 * claim, though: above {@link #TRUSTED_BYTES} the buffer starts small and grows by {@link #GROWTH_FACTOR} as the bytes
 * arrive, so that nobody can have memory set aside without sending an eighth of it.
 */
final class FrameAssembler {
    static final int TRUSTED_BYTES = 1 << 20;
    static final int GROWTH_FACTOR = 8;

    private static final int SIZE_BYTES = Integer.BYTES;

    private final ByteBufAllocator allocator;
    private final int maxFrameBytes;
    private final IntConsumer allocated;
    private int sizeBytesRead;
    private int size;
    private ByteBuf body;

    /** @param allocated is told how many bytes were set aside for the frame at hand, each time some are */
    FrameAssembler(ByteBufAllocator allocator, int maxFrameBytes, IntConsumer allocated) {
        this.allocator = allocator;
        this.maxFrameBytes = maxFrameBytes;
        this.allocated = allocated;
    }

    /**
     * Takes bytes until a frame is whole or there are no more.
     *
     * @return whether a frame is whole, and {@link #take} is to be called
     * @throws BadFrameException when the size is out of bounds; nothing more can be read from the connection
     */
    boolean fill(ByteBuf in) throws BadFrameException {
        if (body == null) {
            if (!readSize(in)) {
                return false;
            }
            begin();
        }
        while (in.isReadable() && body.writerIndex() < size) {
            ByteBuf target = bodyWithRoom();
            in.readBytes(target, Math.min(in.readableBytes(), target.writableBytes()));
        }
        return isWhole();
    }

    /** The body being read, with room for more bytes; null between frames and when the frame is whole. */
    ByteBuf bodyWithRoom() {
        if (body == null || isWhole()) {
            return null;
        }
        if (!body.isWritable()) {
            int capacity = (int) Math.min(size, (long) body.capacity() * GROWTH_FACTOR);
            allocated.accept(capacity - body.capacity());
            body.capacity(capacity);
        }
        return body;
    }

    boolean isWhole() {
        return body != null && body.writerIndex() == size;
    }

    /** Whether a part of a frame is here. */
    boolean isMidFrame() {
        return sizeBytesRead > 0;
    }

    /** Hands out the frame that is whole, and begins with the next. */
    ByteBuf take() {
        ByteBuf whole = body;
        reset();
        return whole;
    }

    /** Lets go of what was read of an unfinished frame. */
    void discard() {
        if (body != null) {
            allocated.accept(-body.capacity());
            body.release();
        }
        reset();
    }

    private void begin() throws BadFrameException {
        if (size < 0 || size > maxFrameBytes) {
            throw new BadFrameException(size, maxFrameBytes);
        }
        int capacity = size <= TRUSTED_BYTES ? size : TRUSTED_BYTES;
        body = allocator.directBuffer(capacity, size);
        allocated.accept(body.capacity());
    }

    private boolean readSize(ByteBuf in) {
        while (sizeBytesRead < SIZE_BYTES && in.isReadable()) {
            size = size << Byte.SIZE | in.readUnsignedByte();
            sizeBytesRead++;
        }
        return sizeBytesRead == SIZE_BYTES;
    }

    private void reset() {
        body = null;
        sizeBytesRead = 0;
        size = 0;
    }
}
