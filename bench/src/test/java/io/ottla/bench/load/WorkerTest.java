package io.ottla.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class WorkerTest {
    /** So large that the sockets' buffers do not hold what is in flight. */
    private static final int REQUEST_BYTES = 8 << 20;

    private static final int DEPTH = 8;
    private static final double AS_MANY_AS_GO = 1e6;
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private final Tally tally = new Tally();

    @Test
    @Timeout(60)
    void writesPacedRequestsToTheirEndOfWhichAPartHasGoneOutWhenItIsTimeToStop() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            InetSocketAddress address = new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
            Lane lane = Lane.open(address, new Monologue(), DEPTH, tally, true);
            Worker worker = new Worker(List.of(lane), tally, new Tally(), AS_MANY_AS_GO);
            CompletableFuture<Long> received;
            try (worker) {
                worker.start();
                await(() -> lane.inFlight() == DEPTH);
                CompletableFuture<Void> drained = new CompletableFuture<>();
                Thread draining = Thread.ofPlatform().start(() -> drain(worker, drained));
                await(() -> draining.getState() == Thread.State.WAITING
                        || draining.getState() == Thread.State.TIMED_WAITING);
                Socket peer = server.accept();
                received = CompletableFuture.supplyAsync(() -> readAll(peer));
                drained.get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
            }
            assertThat(received.get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS))
                    .isEqualTo((long) REQUEST_BYTES * tally.counts().requests());
        }
    }

    private static void drain(Worker worker, CompletableFuture<Void> drained) {
        try {
            worker.drain();
            drained.complete(null);
        } catch (InterruptedException | RuntimeException e) {
            drained.completeExceptionally(e);
        }
    }

    private static long readAll(Socket peer) {
        try (peer;
                InputStream in = peer.getInputStream()) {
            byte[] bytes = new byte[1 << 16];
            long total = 0;
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                total += count;
            }
            return total;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(BooleanSupplier condition) {
        long deadlineNanos = System.nanoTime() + DEADLINE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("it took too long").isLessThan(deadlineNanos);
            Thread.onSpinWait();
        }
    }

    /** Requests that are not answered. */
    private static final class Monologue implements Conversation {
        @Override
        public ByteBuffer request() {
            return ByteBuffer.allocate(REQUEST_BYTES);
        }

        @Override
        public void patch(ByteBuffer bytes, int position, long sequence) {}

        @Override
        public void answered(ByteBuffer answer, long sequence, Tally tally) {
            throw new AssertionError("an answer to what is not answered");
        }

        @Override
        public boolean isAnswered() {
            return false;
        }

        @Override
        public void sent(Tally tally) {
            tally.add(1, REQUEST_BYTES);
        }

        @Override
        public boolean isFinished() {
            return false;
        }
    }
}
