package io.ottla.broker.partition;

import io.ottla.controller.image.PartitionRegistration;
import io.ottla.storage.TopicPartition;
import io.ottla.storage.log.StorageFailure;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The one place where the current {@link ClusterView} is found; whoever follows the metadata log puts the next one there. */
public final class ClusterViews implements PartitionKnowledge {
    private static final int LEADERSHIPS_MAX = 1_000;

    private final Consumer<StorageFailure> onStorageFailure;
    private volatile ClusterView current;
    /** Those that are in use, each once: very many partitions are led alike. */
    private final Map<Leadership, Leadership> leaderships = new ConcurrentHashMap<>();

    /** @param onStorageFailure told of failed log dirs, maybe several times of each, from any thread */
    public ClusterViews(ClusterView first, Consumer<StorageFailure> onStorageFailure) {
        this.current = first;
        this.onStorageFailure = onStorageFailure;
    }

    /** The cluster as it is known now. */
    public ClusterView current() {
        return current;
    }

    /** Who leads a partition, from this broker's point of view. */
    Leadership leadershipOf(PartitionRegistration registration) {
        Leadership leadership = Leadership.of(registration, current.nodeId());
        if (leaderships.size() >= LEADERSHIPS_MAX) {
            leaderships.clear();
        }
        Leadership known = leaderships.putIfAbsent(leadership, leadership);
        return known == null ? leadership : known;
    }

    void publish(ClusterView next) {
        current = next;
    }

    @Override
    public Place placeOf(TopicPartition name) {
        return current.placeOf(name);
    }

    @Override
    public void logDirFailed(StorageFailure failure) {
        onStorageFailure.accept(failure);
    }
}
