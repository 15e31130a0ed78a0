package io.ottla.broker.partition;

import io.ottla.controller.image.ClusterImage;
import io.ottla.storage.disk.Disk;
import io.ottla.storage.producer.ProducerSettings;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The partitions of a broker on threads of their own: {@link PartitionService} as the broker runs it. */
public final class PartitionHost {
    private static final long CLOSE_PATIENCE_S = 60;
    private static final int CLOSE_PATIENCE_MINUTES = 30;
    private static final Logger LOG = LoggerFactory.getLogger(PartitionHost.class);

    private final PartitionThreads threads;
    private final PartitionService service;

    private PartitionHost(PartitionThreads threads, PartitionService service) {
        this.threads = threads;
        this.service = service;
    }

    /** What the host's threads go by. */
    public record Threads(
            Disk disk, ProducerSettings producerSettings, int recoveryThreads, int moveThreads, LongSupplier clockMs) {}

    public static PartitionHost create(PartitionService.Setup setup, Threads on) {
        PartitionThreads threads = new PartitionThreads(
                on.disk(),
                on.producerSettings(),
                on.recoveryThreads(),
                setup.cleaner().threads(),
                on.moveThreads(),
                on.clockMs());
        CleanerWork cleaning = new CleanerWork(threads::clean, threads::resizeCleaners, PartitionThreads::throttle);
        return new PartitionHost(
                threads,
                new PartitionService(
                        setup,
                        threads,
                        new BackgroundWork(
                                threads,
                                cleaning,
                                threads::copy,
                                threads::close,
                                bytesPerSecond -> PartitionThreads.throttle(() -> bytesPerSecond))));
    }

    public PartitionService service() {
        return service;
    }

    /**
     * Opens what the data folders hold, by the first image that is known; completes when all of it is open. Requests may come
     * before that: those for a log that is not open yet wait for it. Later images go to the service's
     * {@link PartitionService#keeper keeper}.
     */
    public CompletableFuture<Void> start(ClusterImage image) {
        return service.start(image);
    }

    /**
     * Closes everything in good order: all that was appended is flushed, the checkpoints are written, and the data folders are
     * marked. The shards must still run; no more requests should come.
     */
    public void close(long brokerEpoch) throws InterruptedException {
        CompletableFuture<Void> closed = service.stopFlushing();
        await(closed, "Stopping the flushes");
        threads.endFlushes();
        boolean clean = awaitLogs(service.closeLogs());
        service.tools().worker().execute(() -> service.closeDirs(brokerEpoch, clean));
        threads.endKeeper();
    }

    /** Lets go of everything as it is, and marks nothing: for a start that came to nothing. */
    public void abandon() throws InterruptedException {
        await(service.stopFlushing(), "Stopping the flushes");
        threads.endFlushes();
        service.tools().worker().execute(() -> service.closeDirs(-1, false));
        threads.endKeeper();
    }

    /** With very many logs that were written, it takes its time. */
    private static boolean awaitLogs(CompletableFuture<Void> closed) throws InterruptedException {
        for (int minute = 1; minute < CLOSE_PATIENCE_MINUTES; minute++) {
            try {
                closed.get(1, TimeUnit.MINUTES);
                return true;
            } catch (TimeoutException notYet) {
                LOG.info("Still closing the logs");
            } catch (ExecutionException failed) {
                break;
            }
        }
        return await(closed, "Closing the logs");
    }

    private static boolean await(CompletableFuture<Void> done, String what) throws InterruptedException {
        try {
            done.get(CLOSE_PATIENCE_S, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException | TimeoutException failed) {
            LOG.error("{} did not come to an end in good order", what, failed);
            return false;
        }
    }
}
