package io.ottla.broker.partition;

import io.ottla.storage.compaction.IoBudget;
import io.ottla.storage.disk.Disk;
import io.ottla.storage.log.StorageFailure;
import io.ottla.storage.producer.ProducerSettings;
import io.ottla.wire.io.Uuid;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that wait for disks: the keeper's one, a few that flush, and some that recover logs at the start and then end.
 */
final class PartitionThreads implements KeeperTools, DiskWork {
    private static final int FLUSH_THREADS = 4;
    /** At the end nothing else is to do; and what many wait for, a file system writes at once. */
    private static final int CLOSE_THREADS = 16;

    private static final long END_PATIENCE_S = 60;
    /** After it a compaction looks whether it is still wanted. */
    private static final long LONGEST_PAUSE_NANOS = 1_000_000_000;

    private static final long RECOVERY_THREAD_IDLE_S = 5;
    private static final Logger LOG = LoggerFactory.getLogger(PartitionThreads.class);

    private final Disk disk;
    private final ProducerSettings producerSettings;
    private final LongSupplier clockMs;
    private final SecureRandom random = new SecureRandom();
    private final ScheduledThreadPoolExecutor keeper = scheduled(1, "ottla-keeper");
    private final ExecutorService flushers = Executors.newFixedThreadPool(FLUSH_THREADS, named("ottla-flusher"));
    private final ExecutorService closers = Executors.newFixedThreadPool(CLOSE_THREADS, named("ottla-closer"));
    private final ThreadPoolExecutor cleaners;
    private final ExecutorService copiers;
    private final ScheduledThreadPoolExecutor recoverers;

    PartitionThreads(
            Disk disk,
            ProducerSettings producerSettings,
            int recoveryThreads,
            int cleanerThreads,
            int moveThreads,
            LongSupplier clockMs) {
        this.disk = disk;
        this.producerSettings = producerSettings;
        this.clockMs = clockMs;
        this.cleaners = new ThreadPoolExecutor(
                cleanerThreads,
                cleanerThreads,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                named("ottla-cleaner"));
        this.copiers = Executors.newFixedThreadPool(moveThreads, named("ottla-mover"));
        this.recoverers = scheduled(recoveryThreads, "ottla-recovery");
        recoverers.setKeepAliveTime(RECOVERY_THREAD_IDLE_S, TimeUnit.SECONDS);
        recoverers.allowCoreThreadTimeOut(true);
    }

    private static ScheduledThreadPoolExecutor scheduled(int threads, String name) {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(threads, named(name));
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return executor;
    }

    private static ThreadFactory named(String name) {
        AtomicInteger count = new AtomicInteger();
        return task -> new Thread(task, name + "-" + count.getAndIncrement());
    }

    @Override
    public Disk disk() {
        return disk;
    }

    @Override
    public ProducerSettings producerSettings() {
        return producerSettings;
    }

    @Override
    public long nowMs() {
        return clockMs.getAsLong();
    }

    @Override
    public Uuid newId() {
        return new Uuid(random.nextLong(), random.nextLong());
    }

    @Override
    public Executor worker() {
        return task -> keeper.execute(() -> logged(task));
    }

    @Override
    public Executor recovery() {
        return recoverers;
    }

    @Override
    public void later(long delayMs, Runnable task) {
        var unused = keeper.schedule(() -> logged(task), delayMs, TimeUnit.MILLISECONDS);
    }

    /** What goes wrong with one task must not keep the keeper from the next. */
    private static void logged(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException broken) {
            LOG.error("A task of the partitions' keeper failed", broken);
        }
    }

    @Override
    public void submit(Runnable task, Consumer<Optional<StorageFailure>> done) {
        submit(flushers, task, done);
    }

    /** The same for compaction, which takes much longer. */
    void clean(Runnable task, Consumer<Optional<StorageFailure>> done) {
        submit(cleaners, task, done);
    }

    /** Has so many threads for compaction from now on. */
    void resizeCleaners(int threads) {
        if (threads > cleaners.getMaximumPoolSize()) {
            cleaners.setMaximumPoolSize(threads);
            cleaners.setCorePoolSize(threads);
        } else {
            cleaners.setCorePoolSize(threads);
            cleaners.setMaximumPoolSize(threads);
        }
    }

    /** The same for copies of logs to other data folders. */
    void copy(Runnable task, Consumer<Optional<StorageFailure>> done) {
        submit(copiers, task, done);
    }

    /** The same for logs that are closed, once flushes have ended. */
    void close(Runnable task, Consumer<Optional<StorageFailure>> done) {
        submit(closers, task, done);
    }

    private static void submit(ExecutorService threads, Runnable task, Consumer<Optional<StorageFailure>> done) {
        threads.execute(() -> {
            Optional<StorageFailure> failure = Optional.empty();
            try {
                task.run();
            } catch (StorageFailure refused) {
                failure = Optional.of(refused);
            }
            done.accept(failure);
        });
    }

    /** What one compaction tells of the bytes that it reads and writes; makes it wait where they come too fast. */
    static LongConsumer throttle(DoubleSupplier bytesPerSecond) {
        IoBudget budget = new IoBudget();
        return bytes -> {
            long pauseNanos = budget.pauseNanos(bytes, bytesPerSecond.getAsDouble(), System.nanoTime());
            if (pauseNanos > 0) {
                pause(Math.min(pauseNanos, LONGEST_PAUSE_NANOS));
            }
        };
    }

    /** A cleaner that is to end does not pause any more. */
    private static void pause(long nanos) {
        try {
            TimeUnit.NANOSECONDS.sleep(nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for all flushes and compactions that were submitted; none may come after. */
    void endFlushes() throws InterruptedException {
        end(flushers);
        end(cleaners);
        end(copiers);
    }

    /** Waits for what the keeper has to do now; what it was to do later is left undone. */
    void endKeeper() throws InterruptedException {
        end(closers);
        end(recoverers);
        end(keeper);
    }

    private static void end(ExecutorService executor) throws InterruptedException {
        executor.shutdown();
        if (!executor.awaitTermination(END_PATIENCE_S, TimeUnit.SECONDS)) {
            LOG.error("{} did not come to an end", executor);
        }
    }
}
