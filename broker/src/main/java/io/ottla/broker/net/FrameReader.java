package io.ottla.broker.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.util.UncheckedBooleanSupplier;

/**
 * Reads the bytes of one connection with as few copies and system calls as there can be, and hands over whole frames.
 *
 * <p>It decides itself what the socket is read into, by being the channel's {@link RecvByteBufAllocator}:
 *
 * <ul>
 *   <li>Within the body of a frame: into that frame's own buffer, which has exactly the room that is missing. Nothing is
 *       copied.
 *   <li>Between frames: into the loop's scratch buffer, which may bring many small frames in one call; each is copied to a
 *       buffer of its own size. After a large frame only a {@link #PEEK_BYTES few bytes} are read, enough to see the size
 *       of the next one, since a large one is likely to follow and is better not copied.
 * </ul>
 *
 * <p>When the sink wants no more frames, what is left of the scratch buffer is put aside, and reading stops until
 * {@link #resume}.
 *
 * <p>Bytes that come from another handler, such as decrypted ones, are copied into frames like those of the scratch buffer.
 */
final class FrameReader extends ChannelInboundHandlerAdapter implements RecvByteBufAllocator {
    /** From this size on a frame is read straight into its buffer at the cost of one more system call. */
    static final int LARGE_FRAME_BYTES = 16 * 1024;

    static final int PEEK_BYTES = 256;

    /** After so many reads in a row other connections of the loop have their turn. */
    private static final int READS_IN_A_ROW_MAX = 16;

    private final FrameSink sink;
    private final ByteBuf scratch;
    private final FrameAssembler assembler;
    private ByteBuf putAside;
    private boolean lastFrameWasLarge;
    private boolean readingBody;
    private boolean stopped;

    FrameReader(FrameSink sink, ByteBufAllocator allocator, ByteBuf scratch, int maxFrameBytes) {
        this.sink = sink;
        this.scratch = scratch;
        this.assembler = new FrameAssembler(allocator, maxFrameBytes, sink::reserved);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        try {
            if (readingBody) {
                if (assembler.isWhole()) {
                    handOver();
                }
            } else {
                consume(bytes);
            }
        } finally {
            bytes.release();
        }
    }

    /** Looks at the bytes that were put aside, if any. Returns whether more may be read from the socket. */
    boolean resume() {
        ByteBuf bytes = putAside;
        putAside = null;
        if (bytes != null) {
            try {
                consume(bytes);
            } finally {
                bytes.release();
            }
        }
        return putAside == null && !stopped;
    }

    /** Looks at no further bytes. */
    void stop() {
        stopped = true;
    }

    /** Lets go of all bytes that make no whole frame. */
    void discard() {
        stopped = true;
        assembler.discard();
        if (putAside != null) {
            putAside.release();
            putAside = null;
        }
    }

    private void consume(ByteBuf bytes) {
        try {
            while (bytes.isReadable() && !stopped) {
                if (!assembler.isMidFrame() && !sink.wantsFrames()) {
                    // A copy, since the scratch buffer is the loop's and serves the next connection at once.
                    putAside = bytes.readBytes(bytes.readableBytes());
                    return;
                }
                if (assembler.fill(bytes)) {
                    handOver();
                }
            }
        } catch (BadFrameException e) {
            stopped = true;
            sink.badFrame(e.getMessage());
        }
    }

    private void handOver() {
        ByteBuf frame = assembler.take();
        lastFrameWasLarge = frame.readableBytes() >= LARGE_FRAME_BYTES;
        sink.frame(frame);
    }

    @Override
    public ExtendedHandle newHandle() {
        return new ReadHandle();
    }

    private ByteBuf readTarget() {
        ByteBuf body = assembler.bodyWithRoom();
        readingBody = body != null;
        if (readingBody) {
            return body.retain();
        }
        int start = lastFrameWasLarge ? scratch.capacity() - PEEK_BYTES : 0;
        return scratch.setIndex(start, start).retain();
    }

    /** The transport asks here what to read into, and whether to go on. */
    private final class ReadHandle implements ExtendedHandle {
        private ChannelConfig config;
        private int readsInARow;
        private int attemptedBytes;
        private int lastBytes;

        @Override
        public ByteBuf allocate(ByteBufAllocator unused) {
            return readTarget();
        }

        @Override
        public int guess() {
            return scratch.capacity();
        }

        @Override
        public void reset(ChannelConfig channelConfig) {
            config = channelConfig;
            readsInARow = 0;
        }

        @Override
        public void incMessagesRead(int count) {
            readsInARow += count;
        }

        @Override
        public void lastBytesRead(int bytes) {
            lastBytes = bytes;
        }

        @Override
        public int lastBytesRead() {
            return lastBytes;
        }

        @Override
        public void attemptedBytesRead(int bytes) {
            attemptedBytes = bytes;
        }

        @Override
        public int attemptedBytesRead() {
            return attemptedBytes;
        }

        /** A read that filled its buffer may have left bytes in the socket; another one has emptied it. */
        @Override
        public boolean continueReading() {
            return config.isAutoRead() && lastBytes == attemptedBytes && readsInARow < READS_IN_A_ROW_MAX;
        }

        @Override
        public boolean continueReading(UncheckedBooleanSupplier maybeMoreData) {
            return config.isAutoRead() && maybeMoreData.get() && readsInARow < READS_IN_A_ROW_MAX;
        }

        @Override
        public void readComplete() {
            // Nothing is learnt from one round of reads for the next.
        }
    }
}
