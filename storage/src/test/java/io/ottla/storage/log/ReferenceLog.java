package io.ottla.storage.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ScheduledFuture;
import java.util.function.Supplier;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.server.common.RequestLocal;
import org.apache.kafka.server.util.Scheduler;
import org.apache.kafka.storage.internals.log.AppendOrigin;
import org.apache.kafka.storage.internals.log.LogConfig;
import org.apache.kafka.storage.internals.log.LogDirFailureChannel;
import org.apache.kafka.storage.internals.log.ProducerStateManagerConfig;
import org.apache.kafka.storage.internals.log.UnifiedLog;
import org.apache.kafka.storage.internals.log.VerificationGuard;
import org.apache.kafka.storage.log.metrics.BrokerTopicStats;

/** The reference's own log of a folder. Its time stands still, and what it schedules is done at once. */
final class ReferenceLog implements AutoCloseable {
    private final BrokerTopicStats stats = new BrokerTopicStats();
    private final UnifiedLog log;

    ReferenceLog(Path folder, Map<String, String> configs, long recoveryPoint, boolean clean, long nowMs)
            throws IOException {
        this.log = UnifiedLog.create(
                folder.toFile(),
                new LogConfig(withSmallSegments(configs)),
                0,
                recoveryPoint,
                new AtOnce(),
                stats,
                new FixedTime(nowMs),
                900_000,
                new ProducerStateManagerConfig(86_400_000, false),
                600_000,
                new LogDirFailureChannel(1),
                clean,
                Optional.empty());
    }

    /** The reference has a name of its own for segments of less than a mebibyte. */
    private static Map<String, String> withSmallSegments(Map<String, String> configs) {
        Map<String, String> renamed = new TreeMap<>(configs);
        renamed.put("internal.segment.bytes", renamed.remove("segment.bytes"));
        return renamed;
    }

    UnifiedLog log() {
        return log;
    }

    void append(ByteBuffer batch, AppendOrigin origin, int leaderEpoch) {
        log.appendAsLeader(
                MemoryRecords.readableRecords(batch),
                leaderEpoch,
                origin,
                RequestLocal.noCaching(),
                VerificationGuard.SENTINEL,
                (short) 0);
    }

    @Override
    public void close() {
        log.close();
        stats.close();
    }

    private record FixedTime(long nowMs) implements Time {
        @Override
        public long milliseconds() {
            return nowMs;
        }

        @Override
        public long nanoseconds() {
            return nowMs * 1_000_000;
        }

        @Override
        public void sleep(long ms) {
            throw new IllegalStateException("nothing waits here");
        }

        @Override
        public void waitObject(Object lock, Supplier<Boolean> condition, long deadlineMs) {
            throw new IllegalStateException("nothing waits here");
        }
    }

    /** Runs what is due at once, and nothing else. */
    private static final class AtOnce implements Scheduler {
        @Override
        public void startup() {
            // There are no threads to start.
        }

        @Override
        public void shutdown() {
            // Nor to stop.
        }

        @Override
        public ScheduledFuture<?> schedule(String name, Runnable task, long delayMs, long periodMs) {
            if (periodMs < 0 && delayMs == 0) {
                task.run();
            }
            return new NeverDone();
        }

        @Override
        public void resizeThreadPool(int newSize) {
            // There is none.
        }
    }
}
