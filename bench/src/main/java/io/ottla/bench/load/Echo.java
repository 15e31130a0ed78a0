package io.ottla.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * The limit below which no broker gets: two threads that do nothing but wake each other over a connection, with as many bytes as a
 * request of one small record and its answer have.
 */
public final class Echo {
    private static final int REQUEST_BYTES = 250;
    private static final int ANSWER_BYTES = 80;
    private static final int ROUND_TRIPS = 100_000;
    private static final int WARM_UP = 50_000;
    private static final double NANOS_PER_MS = 1e6;

    private Echo() {}

    public static void main(String[] arguments) throws IOException {
        Histogram nanos = roundTrips(WARM_UP, ROUND_TRIPS);
        System.out.printf(
                Locale.ROOT,
                "latency ms: p50 %.3f, p99 %.3f%n",
                nanos.getValueAtPercentile(50) / NANOS_PER_MS,
                nanos.getValueAtPercentile(99) / NANOS_PER_MS);
    }

    /** What so many round trips take each, in ns, after others that do not count. */
    static Histogram roundTrips(int warmUp, int measured) throws IOException {
        Histogram nanos = new Histogram(3);
        try (ServerSocketChannel server =
                ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            Thread.ofPlatform().daemon().start(() -> answerAll(server));
            try (End client = new End(SocketChannel.open(server.getLocalAddress()))) {
                for (int i = 0; i < warmUp + measured; i++) {
                    long startNanos = System.nanoTime();
                    client.send(REQUEST_BYTES);
                    client.receive(ANSWER_BYTES);
                    if (i >= warmUp) {
                        nanos.recordValue(System.nanoTime() - startNanos);
                    }
                }
            }
        }
        return nanos;
    }

    private static void answerAll(ServerSocketChannel server) {
        try (End end = new End(server.accept())) {
            while (true) {
                end.receive(REQUEST_BYTES);
                end.send(ANSWER_BYTES);
            }
        } catch (IOException e) {
            // The client has had enough.
        }
    }

    /** One end of the connection, which sleeps in a selector as brokers do. */
    private static final class End implements AutoCloseable {
        private final SocketChannel channel;
        private final Selector selector = Selector.open();
        private final ByteBuffer buffer = ByteBuffer.allocateDirect(REQUEST_BYTES);

        End(SocketChannel channel) throws IOException {
            this.channel = channel;
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
        }

        void send(int bytes) throws IOException {
            buffer.clear().limit(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        }

        void receive(int bytes) throws IOException {
            buffer.clear().limit(bytes);
            while (buffer.hasRemaining()) {
                selector.select(key -> {});
                if (channel.read(buffer) < 0) {
                    throw new EOFException("the other end is gone");
                }
            }
        }

        @Override
        public void close() throws IOException {
            selector.close();
            channel.close();
        }
    }
}
