package io.ottla.broker.coordinator.runtime;

import io.ottla.broker.metrics.Histogram;
import io.ottla.broker.metrics.MetricName;
import io.ottla.broker.metrics.Metrics;
import io.ottla.broker.metrics.MetricsRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the coordinators of one kind count. What the reference has too has its name, put together like all names here: {@code
 * num-partitions} of {@code group-coordinator-metrics} is {@code group_coordinator_num_partitions}.
 *
 * <pre>
 *   num_partitions{state}     coordinators that are loading, active or failed
 *   partition_load_time_ms    how long their logs took to read
 *   batch_flush_time_ms       from the append of a batch to its commit
 *   ...                       what machines say there is ({@link CoordinatorMachine#census}), over all of them
 *   ...                       what has happened ({@link CoordinatorKind#counted})
 * </pre>
 */
public final class CoordinatorMetrics {
    private final Metrics metrics;
    private final String prefix;
    private final Map<CoordinatorStage, AtomicLong> coordinators = new EnumMap<>(CoordinatorStage.class);
    private final Histogram loadTimeMs;
    private final Histogram flushTimeMs;
    /** What each shard has found last. */
    private final Map<Integer, Map<MetricName, Long>> censuses = new ConcurrentHashMap<>();

    private final Set<MetricName> known = ConcurrentHashMap.newKeySet();

    /** @param prefix of all names, such as {@code group_coordinator} */
    public CoordinatorMetrics(Metrics metrics, String prefix) {
        this.metrics = metrics;
        this.prefix = prefix;
        for (CoordinatorStage stage : CoordinatorStage.values()) {
            AtomicLong count = new AtomicLong();
            coordinators.put(stage, count);
            if (stage != CoordinatorStage.DROPPED) {
                metrics.gauge(full(MetricName.of("num_partitions", "state", stage.label())), count::get);
            }
        }
        this.loadTimeMs = metrics.histogram(full(MetricName.of("partition_load_time_ms")));
        this.flushTimeMs = metrics.histogram(full(MetricName.of("batch_flush_time_ms")));
    }

    /** Counts that nobody reads. */
    static CoordinatorMetrics unread() {
        return new CoordinatorMetrics(new MetricsRegistry(), "coordinator");
    }

    private MetricName full(MetricName name) {
        return new MetricName(prefix + "_" + name.name(), name.labels());
    }

    void begun() {
        coordinators.get(CoordinatorStage.LOADING).incrementAndGet();
    }

    void moved(CoordinatorStage from, CoordinatorStage to) {
        coordinators.get(from).decrementAndGet();
        coordinators.get(to).incrementAndGet();
    }

    void loaded(long durationMs) {
        loadTimeMs.record(durationMs);
    }

    void committed(long durationMs) {
        flushTimeMs.record(durationMs);
    }

    void happened(MetricName event) {
        metrics.counter(full(event)).increment();
    }

    /** What a shard's coordinators have, in place of what it said last. */
    void found(int shard, Map<MetricName, Long> census) {
        censuses.put(shard, Map.copyOf(census));
        for (MetricName name : census.keySet()) {
            if (known.add(name)) {
                metrics.gauge(full(name), () -> sum(name));
            }
        }
    }

    private long sum(MetricName name) {
        return censuses.values().stream()
                .mapToLong(census -> census.getOrDefault(name, 0L))
                .sum();
    }
}
