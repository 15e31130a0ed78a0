package io.ottla.broker.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.ottla.broker.metrics.Counter;
import io.ottla.storage.log.LogSlice;
import io.ottla.wire.io.EncodedMessage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/**
 * Puts the responses of one connection into bytes, in the order they are given, with as few buffers and system calls as
 * there can be. Small responses gather in one buffer until {@link #flush}; a large one has a buffer of its own; record data
 * in files goes from the page cache to the socket.
 */
final class ResponseWriter {
    /** Up to so many bytes of record data are copied: for a little, system calls of its own cost more than a copy. */
    static final int COPIED_BYTES_MAX = 16 * 1024;

    private static final int GATHER_BYTES = 16 * 1024;

    /** How long a peer may take to read what was sent before the connection is closed all the same. */
    private static final long LINGER_MS = 10_000;

    private final Channel channel;
    private final Counter bytesOut;
    private final Runnable responsesLeft;
    private ByteBuf gathered;
    private int gatheredResponses;
    private int unsentResponses;
    private long unsentBytes;
    private boolean flushNeeded;

    /** @param responsesLeft is called when the socket has taken some responses */
    ResponseWriter(Channel channel, Counter bytesOut, Runnable responsesLeft) {
        this.channel = channel;
        this.bytesOut = bytesOut;
        this.responsesLeft = responsesLeft;
    }

    /** Responses that were written here and that the socket has not taken yet. */
    int unsentResponses() {
        return unsentResponses;
    }

    /** The memory they take. */
    long unsentBytes() {
        return unsentBytes;
    }

    /** @throws IOException when record data could not be read; the connection is of no use after that */
    void write(ResponseBody body) throws IOException {
        int externalSize = body.externalSize();
        if (externalSize > COPIED_BYTES_MAX) {
            writeGathered();
            writeParts(body);
        } else {
            gather(body, externalSize);
        }
        flushNeeded = true;
    }

    /** Hands what was written to the socket. */
    void flush() {
        if (flushNeeded) {
            flushNeeded = false;
            writeGathered();
            channel.flush();
        }
    }

    /** Closes the connection once the socket has taken what was written, or the peer has had its time. */
    void flushAndClose() {
        writeGathered();
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        LoopTimers.after(channel.eventLoop(), LINGER_MS, TimeUnit.MILLISECONDS, this::closeNow);
    }

    /** For a connection that is closed: lets go of what no longer can be sent. */
    void discard() {
        if (gathered != null) {
            gathered.release();
            gathered = null;
        }
    }

    private void closeNow() {
        ChannelFuture unused = channel.close();
    }

    private void gather(ResponseBody body, int externalSize) throws IOException {
        EncodedMessage message = body.encode(size -> roomFor(size + externalSize));
        FileData.readInto(message);
        gathered.writerIndex(gathered.writerIndex() + message.totalSize());
        gatheredResponses++;
        unsentResponses++;
    }

    private ByteBuffer roomFor(int bytes) {
        if (gathered != null && gathered.writableBytes() < bytes) {
            writeGathered();
        }
        if (gathered == null) {
            gathered = channel.alloc().directBuffer(Math.max(bytes, GATHER_BYTES));
        }
        return gathered.nioBuffer(gathered.writerIndex(), bytes);
    }

    private void writeGathered() {
        if (gathered != null) {
            ByteBuf bytes = gathered;
            int responses = gatheredResponses;
            gathered = null;
            gatheredResponses = 0;
            writePart(bytes, bytes.readableBytes(), responses);
        }
    }

    private void writeParts(ResponseBody body) {
        MemoryPart memory = new MemoryPart(channel.alloc());
        EncodedMessage message = body.encode(memory);
        List<EncodedMessage.Part> parts = message.parts();
        unsentResponses++;
        for (int index = 0; index < parts.size(); index++) {
            int responses = index == parts.size() - 1 ? 1 : 0;
            switch (parts.get(index)) {
                case EncodedMessage.BytesPart part -> {
                    int count = part.bytes().remaining();
                    writePart(memory.next(count), count, responses);
                }
                case EncodedMessage.ExternalPart part -> {
                    bytesOut.add(part.records().sizeInBytes());
                    writePart(new SliceRegion((LogSlice) part.records()), 0, responses);
                }
            }
        }
        memory.release();
    }

    /** @param memoryBytes the memory that the part takes until it is sent */
    private void writePart(Object part, int memoryBytes, int responses) {
        unsentBytes += memoryBytes;
        bytesOut.add(memoryBytes);
        channel.write(part).addListener(done -> {
            unsentBytes -= memoryBytes;
            unsentResponses -= responses;
            if (responses > 0) {
                responsesLeft.run();
            }
        });
    }

    /** The part of a response that is in memory: encoded as one, sent in pieces. */
    private static final class MemoryPart implements IntFunction<ByteBuffer> {
        private final ByteBufAllocator allocator;
        private ByteBuf bytes;

        private MemoryPart(ByteBufAllocator allocator) {
            this.allocator = allocator;
        }

        @Override
        public ByteBuffer apply(int size) {
            bytes = allocator.directBuffer(size, size).writerIndex(size);
            return bytes.nioBuffer(0, size);
        }

        private ByteBuf next(int count) {
            return bytes.readRetainedSlice(count);
        }

        private void release() {
            bytes.release();
        }
    }
}
