package io.ottla.bench.compare;

import io.ottla.bench.load.BrokerClient;
import io.ottla.bench.load.KeyedBatches;
import io.ottla.compat.process.Target;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Writes to a topic at a steady rate beside what is measured, until it is closed. */
final class BackgroundWriter implements AutoCloseable {
    private static final int RECORDS = 100;
    private static final int RECORD_BYTES = 1_000;
    private static final long ENDS_WITHIN_S = 60;

    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile boolean closing;

    /**
     * Starts to write.
     *
     * @param keys how many keys the records have
     * @param bytesPerSecond at most
     */
    BackgroundWriter(Target target, String topic, Map<String, String> configs, int keys, double bytesPerSecond)
            throws IOException {
        BrokerClient client = Brokers.client(target);
        BrokerClient.Topic made = client.topic(topic, 1, configs);
        long periodNanos = (long) (RECORDS * RECORD_BYTES / bytesPerSecond * 1e9);
        KeyedBatches content = new KeyedBatches(keys, RECORDS, RECORD_BYTES);
        Thread thread = new Thread(
                () -> {
                    try (client) {
                        write(client, made, content, periodNanos);
                        ended.complete(null);
                    } catch (IOException | RuntimeException failure) {
                        ended.completeExceptionally(failure);
                    }
                },
                "writer-" + topic);
        thread.setDaemon(true);
        thread.start();
    }

    private void write(BrokerClient client, BrokerClient.Topic topic, KeyedBatches content, long periodNanos) {
        long nextNanos = System.nanoTime();
        while (!closing) {
            ByteBuffer batch = content.next();
            LockSupport.parkNanos(nextNanos - System.nanoTime());
            client.append(topic, 0, batch);
            // What could not be written in time is not made up for.
            nextNanos = Math.max(nextNanos + periodNanos, System.nanoTime() - periodNanos);
        }
    }

    /** Stops; throws when writing had failed. */
    @Override
    public void close() throws IOException {
        closing = true;
        try {
            ended.get(ENDS_WITHIN_S, TimeUnit.SECONDS);
        } catch (Exception failure) {
            throw new IOException("what went on in the background failed", failure);
        }
    }
}
