package io.ottla.broker.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One request in flight: its bytes, and the place where its answer is put. The answer may come from any thread; everything
 * else belongs to the connection's I/O loop.
 */
public final class Exchange {
    private final Connection connection;
    private final AtomicReference<Answer> answer = new AtomicReference<>();
    private final long receivedAtMs;
    private final long receivedAtNs;
    private final int frameBytes;
    private ByteBuf frame;

    Exchange(Connection connection, ByteBuf frame, long receivedAtMs, long receivedAtNs) {
        this.connection = connection;
        this.frame = frame;
        this.frameBytes = frame.readableBytes();
        this.receivedAtMs = receivedAtMs;
        this.receivedAtNs = receivedAtNs;
    }

    public ConnectionInfo connection() {
        return connection.info();
    }

    /** When the request's last byte was read, in milliseconds since the epoch. */
    public long receivedAtMs() {
        return receivedAtMs;
    }

    /** The same moment on the clock of {@link System#nanoTime}. */
    public long receivedAtNs() {
        return receivedAtNs;
    }

    /** The request's bytes, without the size; valid until the answer is given or {@link #releaseFrame} is called. */
    public ByteBuffer bytes() {
        return frame.nioBuffer(0, frameBytes);
    }

    public int frameBytes() {
        return frameBytes;
    }

    /** Gives the request's memory back early, for a request that was decoded into objects of its own. On the I/O loop. */
    public void releaseFrame() {
        if (frame != null) {
            frame.release();
            frame = null;
            connection.reserved(-frameBytes);
        }
    }

    /**
     * Answers the request, from any thread. The first answer counts.
     *
     * @return false when there is an answer already, and this one was not taken
     */
    public boolean answer(Answer given) {
        if (!answer.compareAndSet(null, given)) {
            if (given instanceof Answer.Send late) {
                FileData.discard(late.body());
            }
            return false;
        }
        connection.answered();
        return true;
    }

    /** The only thread that may touch the request's bytes once it was handed on. */
    EventLoop connectionLoop() {
        return connection.eventLoop();
    }

    /** The answer; null while there is none. */
    Answer answer() {
        return answer.get();
    }
}
