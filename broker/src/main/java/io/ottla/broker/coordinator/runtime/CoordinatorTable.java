package io.ottla.broker.coordinator.runtime;

import io.ottla.broker.metrics.MetricName;
import io.ottla.broker.partition.Partition;
import io.ottla.broker.partition.PartitionTable;
import io.ottla.broker.partition.PartitionWatcher;
import io.ottla.broker.shard.ShardTurn;
import io.ottla.controller.image.ClusterImage;
import io.ottla.controller.image.ImageDelta;
import io.ottla.storage.TopicPartition;
import io.ottla.wire.api.ErrorCode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The coordinators of one kind on one shard: one for each partition of their topic that this broker leads there. */
final class CoordinatorTable<C, E extends CoordinatorEvent, R> implements PartitionWatcher {
    private static final long CENSUS_INTERVAL_MS = 30_000;

    private final CoordinatorKind<C, E, R> kind;
    private final PartitionTable table;
    private final CoordinatorMetrics metrics;
    private final Map<TopicPartition, Coordinator<C, E, R>> coordinators = new TreeMap<>();
    private Optional<ClusterImage> latestImage = Optional.empty();
    private boolean stopped;

    CoordinatorTable(CoordinatorKind<C, E, R> kind, PartitionTable table, CoordinatorMetrics metrics) {
        this.kind = kind;
        this.table = table;
        this.metrics = metrics;
    }

    /** Looks from time to time how much there is of what. */
    void beginCensus(ShardTurn turn) {
        turn.timers().at(turn.nowMs() + CENSUS_INTERVAL_MS, nowMs -> {
            Map<MetricName, Long> counts = new HashMap<>();
            for (Coordinator<C, E, R> coordinator : coordinators.values()) {
                coordinator.census().forEach((name, count) -> counts.merge(name, count, Long::sum));
            }
            metrics.found(table.shard().index(), counts);
            if (!stopped) {
                beginCensus(turn);
            }
        });
    }

    /** The coordinator of a partition, loading or loaded; null when this broker does not lead it, or not yet. */
    Coordinator<C, E, R> find(TopicPartition name) {
        return coordinators.get(name);
    }

    /** All of this shard's, in the order of their partitions. */
    Collection<Coordinator<C, E, R>> all() {
        return List.copyOf(coordinators.values());
    }

    void clusterChanged(ClusterImage image, ImageDelta delta) {
        latestImage = Optional.of(image);
        for (Coordinator<C, E, R> coordinator : all()) {
            coordinator.clusterChanged(image, delta);
        }
    }

    /** Lets all go, and begins no more. */
    void stop() {
        stopped = true;
        List<Coordinator<C, E, R>> all = new ArrayList<>(coordinators.values());
        coordinators.clear();
        all.forEach(coordinator -> coordinator.drop(ErrorCode.NOT_COORDINATOR));
    }

    @Override
    public boolean watches(String topic) {
        return topic.equals(kind.topic());
    }

    @Override
    public void led(Partition partition, ShardTurn turn) {
        Coordinator<C, E, R> there = coordinators.get(partition.name());
        boolean leads = partition.leadership().leads() && !stopped;
        if (there != null && (!leads || there.partition() != partition)) {
            drop(there, ErrorCode.NOT_COORDINATOR);
            there = null;
        }
        if (there == null && leads) {
            begin(partition, turn);
        }
    }

    @Override
    public void gone(TopicPartition name) {
        Coordinator<C, E, R> there = coordinators.get(name);
        if (there != null) {
            drop(there, ErrorCode.NOT_COORDINATOR);
        }
    }

    private void begin(Partition partition, ShardTurn turn) {
        Coordinator<C, E, R> coordinator = new Coordinator<>(
                kind, partition, turn, new Coordinator.Environment<>(table, () -> latestImage, this::broken, metrics));
        coordinators.put(partition.name(), coordinator);
        coordinator.load();
    }

    /** Begins anew with a message, so that whoever is at work with the partition now is done by then. */
    private void broken(Coordinator<C, E, R> coordinator, ErrorCode told) {
        drop(coordinator, told);
        table.shard().send(turn -> {
            Partition partition = coordinator.partition();
            if (table.online(partition.name()) == partition) {
                led(partition, turn);
            }
        });
    }

    private void drop(Coordinator<C, E, R> coordinator, ErrorCode told) {
        coordinators.remove(coordinator.partition().name(), coordinator);
        coordinator.drop(told);
    }
}
