package io.ottla.broker.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's connection: the requests in flight in their order, and when to read on. Belongs to its I/O loop; only
 * {@link #answered} is called from elsewhere.
 *
 * <pre>
 *   reading ──no room, or throttled──► paused ──room again, time over──► reading
 *      │                                 │
 *      └──bad frame, answer that closes──┴──► closing: what was asked before is answered ──► closed
 * </pre>
 */
final class Connection extends ChannelInboundHandlerAdapter implements FrameSink {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    private final ConnectionInfo info;
    private final Channel channel;
    private final NetworkContext network;
    private final IoLoop loop;
    private final FrameReader reader;
    private final ResponseWriter writer;
    private final Queue<Exchange> inFlight = new ArrayDeque<>();
    private final AtomicBoolean drainScheduled = new AtomicBoolean();

    private long requestBytes;
    private long lastActiveMs = System.currentTimeMillis();
    private long mutedUntilNs = System.nanoTime();
    private boolean paused;
    private boolean endsWhenAnswered;
    private boolean ended;
    private boolean inReadBurst;

    Connection(ConnectionInfo info, Channel channel, NetworkContext network, IoLoop loop) {
        this.info = info;
        this.channel = channel;
        this.network = network;
        this.loop = loop;
        this.reader = new FrameReader(this, channel.alloc(), loop.scratch(), network.maxFrameBytes());
        this.writer = new ResponseWriter(channel, network.metrics().bytesOut(), this::responsesLeft);
    }

    ConnectionInfo info() {
        return info;
    }

    EventLoop eventLoop() {
        return loop.eventLoop();
    }

    FrameReader reader() {
        return reader;
    }

    // What is read.

    @Override
    public boolean wantsFrames() {
        if (endsWhenAnswered || ended) {
            return false;
        }
        if (isMuted() || !hasRoom(1)) {
            pause();
            return false;
        }
        if (!network.backpressure().hasRoom()) {
            pause();
            loop.waitForRoom(this);
            return false;
        }
        return true;
    }

    @Override
    public void reserved(int bytes) {
        requestBytes += bytes;
        network.backpressure().reserved(bytes);
    }

    @Override
    public void frame(ByteBuf frame) {
        beginBurst();
        network.metrics().bytesIn().add(frame.readableBytes());
        Exchange exchange = new Exchange(this, frame, System.currentTimeMillis(), System.nanoTime());
        inFlight.add(exchange);
        try {
            network.handler().handle(exchange);
        } catch (RuntimeException e) {
            LOG.error("A request of {} could not be handled", info, e);
            exchange.answer(new Answer.Close("its request could not be handled"));
        }
    }

    @Override
    public void badFrame(String why) {
        network.metrics().badFrames().increment();
        Exchange last = new Exchange(this, Unpooled.EMPTY_BUFFER, System.currentTimeMillis(), System.nanoTime());
        inFlight.add(last);
        last.answer(new Answer.Close(why));
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        lastActiveMs = System.currentTimeMillis();
        endBurst();
    }

    private void beginBurst() {
        if (!inReadBurst) {
            inReadBurst = true;
            network.handler().beginBurst();
        }
    }

    /** What came in together is done, and answered as far as it can be, together. */
    private void endBurst() {
        if (inReadBurst) {
            network.handler().endBurst();
            inReadBurst = false;
            goOn();
        }
    }

    private void goOn() {
        writer.flush();
        resumeReading();
        endIfAnswered();
    }

    /** Reads on if there is room. */
    void resumeReading() {
        if (!paused || ended || isMuted() || !hasRoom(2)) {
            return;
        }
        paused = false;
        boolean allLookedAt = reader.resume();
        endBurst();
        if (allLookedAt && !paused) {
            channel.config().setAutoRead(true);
        }
    }

    private void pause() {
        paused = true;
        channel.config().setAutoRead(false);
    }

    /** Whether this connection stays below its limits divided by {@code divisor}. */
    private boolean hasRoom(int divisor) {
        InFlightLimits limits = network.limits();
        return inFlight.size() + writer.unsentResponses() < Math.max(1, limits.connectionRequests() / divisor)
                && requestBytes + writer.unsentBytes() < Math.max(1, limits.connectionBytes() / divisor);
    }

    // What is answered.

    /** Some request of this connection has its answer; from any thread. */
    void answered() {
        if (loop.eventLoop().inEventLoop()) {
            sendAnswers();
        } else if (drainScheduled.compareAndSet(false, true)) {
            loop.eventLoop().execute(this::sendScheduled);
        }
    }

    private void sendScheduled() {
        drainScheduled.set(false);
        sendAnswers();
    }

    private void sendAnswers() {
        for (Exchange head = inFlight.peek(); head != null && head.answer() != null; head = inFlight.peek()) {
            inFlight.remove();
            conclude(head.answer());
            head.releaseFrame();
        }
        if (!inReadBurst) {
            goOn();
        }
    }

    private void conclude(Answer answer) {
        switch (answer) {
            case Answer.Send send -> send(send);
            case Answer.Nothing nothing -> mute(nothing.throttleTimeMs());
            case Answer.Close close -> {
                if (!ended) {
                    LOG.info("Closed the connection of {}: {}", info, close.why());
                    end();
                }
            }
        }
    }

    private void send(Answer.Send send) {
        if (ended) {
            FileData.discard(send.body());
            return;
        }
        try {
            writer.write(send.body());
        } catch (IOException | RuntimeException e) {
            LOG.error("A response to {} could not be written", info, e);
            end();
        }
        mute(send.throttleTimeMs());
    }

    private void responsesLeft() {
        lastActiveMs = System.currentTimeMillis();
        resumeReading();
        endIfAnswered();
    }

    private boolean isMuted() {
        return System.nanoTime() < mutedUntilNs;
    }

    private void mute(int throttleTimeMs) {
        if (throttleTimeMs == 0) {
            return;
        }
        long durationNs = TimeUnit.MILLISECONDS.toNanos(throttleTimeMs);
        mutedUntilNs = Math.max(mutedUntilNs, System.nanoTime() + durationNs);
        pause();
        LoopTimers.after(loop.eventLoop(), durationNs, TimeUnit.NANOSECONDS, this::resumeReading);
    }

    // How it ends.

    /** Reads no more, and closes when what is in flight has been answered. */
    void endWhenAnswered() {
        endsWhenAnswered = true;
        reader.stop();
        pause();
        endIfAnswered();
    }

    void closeIfIdleSince(long timeMs) {
        if (lastActiveMs < timeMs && inFlight.isEmpty()) {
            LOG.debug("Closed the idle connection of {}", info);
            closeNow();
        }
    }

    /** Closes at once; what has not been sent never will be. */
    void closeNow() {
        ended = true;
        reader.stop();
        ChannelFuture unused = channel.close();
    }

    /** Closes after what was answered so far has been sent. */
    private void end() {
        if (!ended) {
            ended = true;
            reader.stop();
            writer.flushAndClose();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        ended = true;
        endBurst();
        reader.discard();
        writer.discard();
        loop.remove(this);
        network.metrics().connectionsClosed().increment();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof IOException) {
            LOG.debug("The connection of {} broke", info, cause);
        } else {
            LOG.error("Closed the connection of {}", info, cause);
        }
        closeNow();
    }

    private void endIfAnswered() {
        if (endsWhenAnswered && inFlight.isEmpty() && writer.unsentResponses() == 0) {
            end();
        }
    }
}
