package io.ottla.broker.partition;

import io.ottla.storage.TopicPartition;
import io.ottla.storage.log.StorageFailure;
import java.util.function.Consumer;

/** The one place where the current {@link ClusterView} is found; whoever follows the metadata log puts the next one there. */
public final class ClusterViews implements PartitionKnowledge {
    private final Consumer<StorageFailure> onStorageFailure;
    private volatile ClusterView current;

    /** @param onStorageFailure told of failed log dirs, maybe several times of each, from any thread */
    public ClusterViews(ClusterView first, Consumer<StorageFailure> onStorageFailure) {
        this.current = first;
        this.onStorageFailure = onStorageFailure;
    }

    /** The cluster as it is known now. */
    public ClusterView current() {
        return current;
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
