package io.ottla.broker.partition;

import io.ottla.broker.metrics.MetricName;
import io.ottla.broker.metrics.Metrics;
import io.ottla.broker.partition.CleanerFigures.Uncleanable;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;

/**
 * The metrics of compaction, by the reference's names for them: what is in its {@code LogCleaner} begins with {@code
 * log_cleaner}, and what is in {@code LogCleanerManager} with {@code log_cleaner_manager}. Each is of all shards together.
 */
final class CleanerMetrics {
    private static final long MS_PER_SECOND = 1_000;
    private static final long PERCENT = 100;

    private final List<CleanerFigures> shards;
    private final LongSupplier clockMs;

    CleanerMetrics(List<CleanerFigures> shards, LongSupplier clockMs) {
        this.shards = List.copyOf(shards);
        this.clockMs = clockMs;
    }

    /** @param logDirs those that have gauges of their own */
    void register(Metrics metrics, List<Path> logDirs) {
        metrics.gauge(
                MetricName.of("log_cleaner_max_buffer_utilization_percent"),
                () -> most(figures -> figures.last().mapPercent()));
        metrics.gauge(MetricName.of("log_cleaner_cleaner_recopy_percent"), this::recopyPercent);
        metrics.gauge(
                MetricName.of("log_cleaner_max_clean_time_secs"),
                () -> most(figures -> figures.last().tookMs()) / MS_PER_SECOND);
        metrics.gauge(
                MetricName.of("log_cleaner_max_compaction_delay_secs"),
                () -> most(figures -> figures.look().delayMs()) / MS_PER_SECOND);
        metrics.gauge(
                MetricName.of("log_cleaner_manager_max_dirty_percent"),
                () -> most(figures -> figures.look().dirtyPercent()));
        metrics.gauge(MetricName.of("log_cleaner_manager_time_since_last_run_ms"), this::sinceLastRunMs);
        for (Path dir : logDirs) {
            metrics.gauge(
                    MetricName.of("log_cleaner_manager_uncleanable_partitions_count", "logDirectory", dir.toString()),
                    () -> uncleanable(dir, Uncleanable::partitions));
            metrics.gauge(
                    MetricName.of("log_cleaner_manager_uncleanable_bytes", "logDirectory", dir.toString()),
                    () -> uncleanable(dir, Uncleanable::bytes));
        }
    }

    private long most(ToLongFunction<CleanerFigures> figure) {
        return shards.stream().mapToLong(figure).max().orElse(0);
    }

    private long recopyPercent() {
        long read = 0;
        long written = 0;
        for (CleanerFigures figures : shards) {
            CleanerFigures.Last last = figures.last();
            read += last.bytesRead();
            written += last.bytesWritten();
        }
        return PERCENT * written / Math.max(1, read);
    }

    private long sinceLastRunMs() {
        long lastMs = most(figures -> figures.look().atMs());
        return lastMs == 0 ? 0 : clockMs.getAsLong() - lastMs;
    }

    private long uncleanable(Path dir, ToLongFunction<Uncleanable> figure) {
        return shards.stream()
                .mapToLong(figures ->
                        figure.applyAsLong(figures.look().uncleanable().getOrDefault(dir, Uncleanable.NONE)))
                .sum();
    }
}
