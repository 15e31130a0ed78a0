package io.ottla.broker.net;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PoolArenaMetric;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.internal.PlatformDependent;
import io.ottla.broker.config.Listener;
import io.ottla.broker.config.NetworkSettings;
import io.ottla.broker.metrics.MetricName;
import io.ottla.broker.metrics.Metrics;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * The broker's doors: the listeners, the I/O loops and the connections. Opens in two steps, so that the real ports are known
 * before anybody is let in: {@link #bind}, then {@link #accept}.
 */
public final class NetworkServer implements AutoCloseable {
    private static final Duration LOOPS_END_PATIENCE = Duration.ofSeconds(5);
    private static final long DRAIN_POLL_MS = 5;

    /**
     * Buffers come out of chunks of 2 MiB, a pool for each I/O loop: the Java of today fills a chunk with zeros and so makes it
     * resident before anything is in it. Larger requests get memory of their own.
     */
    private static final int POOL_PAGE_BYTES = 8192;

    private static final int POOL_CHUNK_PAGES_LOG2 = 8;

    private final NetworkSettings settings;
    private final NetworkContext context;
    private final ConnectionPlaces places;
    private final PooledByteBufAllocator allocator;
    private final IoEventLoopGroup group;
    private final Map<EventLoop, IoLoop> loops = new HashMap<>();
    private final List<Channel> doors = new ArrayList<>();
    private final List<BoundListener> listeners = new ArrayList<>();
    private final AtomicLong nextConnectionId = new AtomicLong();

    private NetworkServer(NetworkSettings settings, NetworkContext context) {
        this.settings = settings;
        this.context = context;
        this.places = new ConnectionPlaces(settings.connections());
        this.allocator =
                new PooledByteBufAllocator(true, 0, settings.ioThreads(), POOL_PAGE_BYTES, POOL_CHUNK_PAGES_LOG2);
        this.group = new MultiThreadIoEventLoopGroup(
                settings.ioThreads(), new DefaultThreadFactory("ottla-io"), NioIoHandler.newFactory());
        for (EventExecutor executor : group) {
            EventLoop eventLoop = (EventLoop) executor;
            loops.put(eventLoop, new IoLoop(eventLoop));
        }
    }

    /**
     * Opens all listeners. Connections are not accepted yet.
     *
     * @param handler takes the requests, on the I/O loops
     * @param overloaded whether those who do the work are so far behind that no requests should be read; asked often, from
     *     I/O loops
     * @throws IOException when a listener cannot be opened; none is open then
     */
    public static NetworkServer bind(
            NetworkSettings settings, RequestHandler handler, BooleanSupplier overloaded, Metrics metrics)
            throws IOException {
        long totalBytes = settings.requests().maxInFlightBytes() > 0
                ? settings.requests().maxInFlightBytes()
                : PlatformDependent.maxDirectMemory() / 2;
        return bind(settings, InFlightLimits.of(totalBytes), handler, overloaded, metrics);
    }

    static NetworkServer bind(
            NetworkSettings settings,
            InFlightLimits limits,
            RequestHandler handler,
            BooleanSupplier overloaded,
            Metrics metrics)
            throws IOException {
        Backpressure backpressure = new Backpressure(limits.totalBytes(), overloaded);
        NetworkContext context = new NetworkContext(
                handler,
                limits,
                backpressure,
                NetworkMetrics.of(metrics),
                settings.requests().maxFrameBytes());
        NetworkServer server = new NetworkServer(settings, context);
        try {
            for (Listener listener : settings.listeners()) {
                server.open(listener);
            }
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
        metrics.gauge(MetricName.of("connections"), server.places::taken);
        metrics.gauge(MetricName.of("request_bytes_in_flight"), backpressure::requestBytes);
        return server;
    }

    /** The listeners that are open, in the order of the settings. */
    public List<BoundListener> listeners() {
        return List.copyOf(listeners);
    }

    /** Lets connections in. */
    public void accept() {
        long maxIdleMs = settings.connections().maxIdleMs();
        if (maxIdleMs >= 0) {
            loops.values().forEach(loop -> loop.closeIdle(maxIdleMs));
        }
        doors.forEach(door -> door.config().setAutoRead(true));
    }

    /**
     * Closes the listeners, reads no further requests, and waits until those in flight are answered and sent.
     *
     * @return false when some were not answered within {@code patience}
     */
    public boolean drain(Duration patience) throws InterruptedException {
        closeDoors();
        for (IoLoop loop : loops.values()) {
            loop.eventLoop().execute(() -> loop.connections().forEach(Connection::endWhenAnswered));
        }
        long deadlineNs = System.nanoTime() + patience.toNanos();
        while (places.taken() > 0 && System.nanoTime() < deadlineNs) {
            TimeUnit.MILLISECONDS.sleep(DRAIN_POLL_MS);
        }
        return places.taken() == 0;
    }

    /** Closes all connections and ends the I/O loops. Waits for them. */
    @Override
    public void close() {
        closeDoors();
        for (IoLoop loop : loops.values()) {
            loop.eventLoop().execute(() -> {
                loop.connections().forEach(Connection::closeNow);
                loop.release();
            });
        }
        Future<?> ended = group.shutdownGracefully(0, LOOPS_END_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        ended.awaitUninterruptibly(LOOPS_END_PATIENCE.toMillis());
    }

    /** Buffers that were made and not given back. Exact only once the I/O loops have ended, which keep some for reuse. */
    long buffersInUse() {
        return allocator.metric().directArenas().stream()
                        .mapToLong(PoolArenaMetric::numActiveAllocations)
                        .sum()
                + allocator.metric().heapArenas().stream()
                        .mapToLong(PoolArenaMetric::numActiveAllocations)
                        .sum();
    }

    private void open(Listener listener) throws IOException {
        InetSocketAddress wanted = listener.host().isEmpty()
                ? new InetSocketAddress(listener.port())
                : new InetSocketAddress(listener.host(), listener.port());
        ChannelFuture opened = bootstrap(listener).bind(wanted).awaitUninterruptibly();
        if (!opened.isSuccess()) {
            throw new IOException(
                    "listener " + listener.name() + " cannot be opened at " + listener.host() + ":" + listener.port()
                            + ": " + opened.cause().getMessage(),
                    opened.cause());
        }
        Channel door = opened.channel();
        doors.add(door);
        listeners.add(new BoundListener(listener.name(), (InetSocketAddress) door.localAddress()));
    }

    private ServerBootstrap bootstrap(Listener listener) {
        NetworkSettings.Sockets sockets = settings.sockets();
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.AUTO_READ, false)
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_BACKLOG, sockets.backlog())
                .handler(new AcceptGate(
                        listener.name(), places, settings.connections().maxCreationRate()))
                .childOption(ChannelOption.ALLOCATOR, allocator)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childHandler(new Welcome(listener.name()));
        if (sockets.sendBufferBytes() > 0) {
            bootstrap.childOption(ChannelOption.SO_SNDBUF, sockets.sendBufferBytes());
        }
        if (sockets.receiveBufferBytes() > 0) {
            // Set on the listening socket too: a window beyond 64 KiB is agreed on while connecting.
            bootstrap.option(ChannelOption.SO_RCVBUF, sockets.receiveBufferBytes());
            bootstrap.childOption(ChannelOption.SO_RCVBUF, sockets.receiveBufferBytes());
        }
        return bootstrap;
    }

    private void closeDoors() {
        doors.forEach(door -> door.close().awaitUninterruptibly());
        doors.clear();
    }

    /** Sets a new connection up. What deciphers goes in front of the frame reader, once there is such a thing. */
    private final class Welcome extends ChannelInitializer<SocketChannel> {
        private final String listenerName;

        private Welcome(String listenerName) {
            this.listenerName = listenerName;
        }

        @Override
        protected void initChannel(SocketChannel channel) {
            ConnectionInfo info = new ConnectionInfo(
                    nextConnectionId.getAndIncrement(), listenerName, channel.localAddress(), channel.remoteAddress());
            IoLoop loop = loops.get(channel.eventLoop());
            Connection connection = new Connection(info, channel, context, loop);
            loop.add(connection);
            context.metrics().connectionsAccepted().increment();
            channel.config().setRecvByteBufAllocator(connection.reader());
            channel.pipeline().addLast(connection.reader(), connection);
        }
    }
}
