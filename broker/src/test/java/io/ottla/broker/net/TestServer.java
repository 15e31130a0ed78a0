package io.ottla.broker.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.config.Listener;
import io.ottla.broker.config.NetworkSettings;
import io.ottla.broker.config.NetworkSettings.Connections;
import io.ottla.broker.config.SecurityProtocol;
import io.ottla.broker.metrics.MetricName;
import io.ottla.broker.metrics.MetricsRegistry;
import io.ottla.broker.metrics.Sample;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A network server on a free port of the loopback address whose requests wait in a queue for the test to answer them, but
 * for those that say {@code echo}, which are answered with themselves at once. Closing it checks that no buffer was lost.
 */
final class TestServer implements AutoCloseable {
    static final InFlightLimits ROOMY = InFlightLimits.of(1L << 30);

    static final Connections UNLIMITED =
            new Connections(Integer.MAX_VALUE, Integer.MAX_VALUE, Map.of(), Integer.MAX_VALUE, -1);

    private static final int MAX_FRAME_BYTES = 100 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    final BlockingQueue<Exchange> requests = new LinkedBlockingQueue<>();
    final AtomicBoolean overloaded = new AtomicBoolean();
    final MetricsRegistry metrics = new MetricsRegistry();
    private final NetworkServer server;

    TestServer() throws IOException {
        this(ROOMY, UNLIMITED, MAX_FRAME_BYTES);
    }

    TestServer(InFlightLimits limits) throws IOException {
        this(limits, UNLIMITED, MAX_FRAME_BYTES);
    }

    TestServer(int maxFrameBytes) throws IOException {
        this(ROOMY, UNLIMITED, maxFrameBytes);
    }

    TestServer(Connections connections) throws IOException {
        this(ROOMY, connections, MAX_FRAME_BYTES);
    }

    TestServer(InFlightLimits limits, RequestHandler handler) throws IOException {
        this.server =
                NetworkServer.bind(settings(UNLIMITED, MAX_FRAME_BYTES), limits, handler, overloaded::get, metrics);
        server.accept();
    }

    private TestServer(InFlightLimits limits, Connections connections, int maxFrameBytes) throws IOException {
        this.server = NetworkServer.bind(
                settings(connections, maxFrameBytes), limits, this::handle, overloaded::get, metrics);
        server.accept();
    }

    private static NetworkSettings settings(Connections connections, int maxFrameBytes) {
        Listener listener = new Listener("PLAINTEXT", "127.0.0.1", 0, SecurityProtocol.PLAINTEXT, Optional.empty());
        return new NetworkSettings(
                List.of(listener),
                List.of(),
                listener.name(),
                2,
                new NetworkSettings.Sockets(-1, -1, 50),
                connections,
                new NetworkSettings.Requests(maxFrameBytes, Integer.MAX_VALUE, -1));
    }

    private void handle(Exchange exchange) {
        if (text(exchange).startsWith("echo")) {
            exchange.answer(RawResponse.of(text(exchange)));
        } else {
            requests.add(exchange);
        }
    }

    static byte[] bytes(Exchange exchange) {
        ByteBuffer frame = exchange.bytes();
        byte[] bytes = new byte[frame.remaining()];
        frame.get(bytes);
        return bytes;
    }

    static String text(Exchange exchange) {
        return new String(bytes(exchange), StandardCharsets.UTF_8);
    }

    InetSocketAddress address() {
        return server.listeners().getFirst().address();
    }

    long requestBytesInFlight() {
        return level("request_bytes_in_flight");
    }

    /** Waits until there are exactly {@code count} connections. */
    void awaitConnections(long count) throws InterruptedException {
        long deadlineNs = System.nanoTime() + PATIENCE.toNanos();
        while (level("connections") != count) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(deadlineNs);
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    boolean drain(Duration patience) {
        try {
            return server.drain(patience);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private long level(String name) {
        return metrics.snapshot().stream()
                .filter(sample -> sample.name().equals(MetricName.of(name)))
                .mapToLong(sample -> ((Sample.Level) sample).value())
                .findFirst()
                .orElseThrow();
    }

    FrameClient connect() throws IOException {
        return new FrameClient(address());
    }

    /** The next request, in the order of arrival. */
    Exchange next() throws InterruptedException {
        Exchange exchange = requests.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(exchange).as("a request").isNotNull();
        return exchange;
    }

    /** Requests of connections that ended may still wait when the last connection has gone. */
    private void answerTheRest(Thread answering) {
        try {
            answering.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        for (Exchange open = requests.poll(); open != null; open = requests.poll()) {
            open.answer(new Answer.Nothing(0));
        }
    }

    /** Answers all requests that are still open, ends the server and looks for buffers that nobody gave back. */
    @Override
    public void close() {
        overloaded.set(false);
        Thread answering = Thread.ofVirtual().start(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                try {
                    requests.take().answer(new Answer.Nothing(0));
                } catch (InterruptedException e) {
                    return;
                }
            }
        });
        drain(PATIENCE);
        answering.interrupt();
        answerTheRest(answering);
        server.close();
        assertThat(server.buffersInUse()).as("buffers that were lost").isZero();
    }
}
