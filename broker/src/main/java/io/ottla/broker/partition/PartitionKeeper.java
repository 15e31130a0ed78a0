package io.ottla.broker.partition;

import io.ottla.controller.image.ClusterImage;
import io.ottla.controller.image.ConfigResource;
import io.ottla.controller.image.ImageDelta;
import io.ottla.controller.image.PartitionRegistration;
import io.ottla.controller.image.TopicImage;
import io.ottla.storage.TopicPartition;
import io.ottla.storage.dirs.FutureFolder;
import io.ottla.wire.io.Uuid;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Sees to it that this broker has the partitions that the cluster's metadata says it has: follows the image, and turns its
 * changes into logs that are opened and deleted, and into messages to the shards.
 *
 * <p>The view is published first, on the thread that brings the image; what takes its time follows on the keeper's own
 * thread, one change after the other. A request that comes in between, for a partition that is not open yet, waits in the
 * shard's table.
 */
public final class PartitionKeeper {
    private final ClusterViews views;
    private final Partitions partitions;
    private final LogKeeper logs;
    private final LogMoves moves;
    private final Consumer<ClusterView> onBrokerConfigs;
    private final Executor worker;

    /**
     * A keeper of {@code partitions}.
     *
     * @param onBrokerConfigs told, on the keeper's thread, when this broker's configurations are known or have changed
     * @param worker runs tasks one at a time, in order
     */
    PartitionKeeper(
            ClusterViews views,
            Partitions partitions,
            LogKeeper logs,
            LogMoves moves,
            Consumer<ClusterView> onBrokerConfigs,
            Executor worker) {
        this.views = views;
        this.partitions = partitions;
        this.logs = logs;
        this.moves = moves;
        this.onBrokerConfigs = onBrokerConfigs;
        this.worker = worker;
    }

    /** The first image that is known, with all that the data folders hold. To be called once, before {@link #changed}. */
    public void start(ClusterImage image) {
        ClusterView view = views.current().follow(image, ImageDelta.ofAll(image));
        views.publish(view);
        worker.execute(() -> {
            onBrokerConfigs.accept(view);
            List<FutureFolder> unfinished = logs.openFound(view);
            moves.resume(unfinished);
            image.topics().all().forEach(topic -> openMissing(topic, view));
        });
    }

    /** The image has changed. Called by one thread, for each change in turn. */
    public void changed(ClusterImage image, ImageDelta delta) {
        ClusterView before = views.current();
        ClusterView after = before.follow(image, delta);
        views.publish(after);
        worker.execute(() -> apply(after, delta));
    }

    private void apply(ClusterView view, ImageDelta delta) {
        delta.topics().forEach((id, change) -> {
            switch (change) {
                case ImageDelta.Created created -> openMissing(created.topic(), view);
                case ImageDelta.Changed changed -> apply(changed, view);
                case ImageDelta.Deleted deleted -> delete(deleted.topic(), view);
            }
        });
        configure(view, delta);
    }

    private void openMissing(TopicImage topic, ClusterView view) {
        for (Map.Entry<Integer, PartitionRegistration> entry :
                topic.partitions().entrySet()) {
            if (entry.getValue().replicas().contains(view.nodeId())) {
                logs.open(nameOf(topic, entry.getKey()), topic.id(), view);
            }
        }
    }

    private void delete(TopicImage topic, ClusterView view) {
        for (Map.Entry<Integer, PartitionRegistration> entry :
                topic.partitions().entrySet()) {
            if (entry.getValue().replicas().contains(view.nodeId())) {
                logs.delete(nameOf(topic, entry.getKey()), topic.id(), deleteDelayMs(view, topic));
            }
        }
    }

    private void apply(ImageDelta.Changed changed, ClusterView view) {
        for (int partition : changed.partitions()) {
            TopicPartition name = nameOf(changed.after(), partition);
            PartitionRegistration after = changed.after().partition(partition);
            boolean wasHere = isHere(changed.before().partition(partition), view);
            boolean isHere = isHere(after, view);
            if (isHere && wasHere) {
                lead(name, changed.after().id(), views.leadershipOf(after));
            } else if (isHere) {
                logs.open(name, changed.after().id(), view);
            } else if (wasHere) {
                logs.delete(name, changed.after().id(), deleteDelayMs(view, changed.after()));
            }
        }
    }

    private static boolean isHere(PartitionRegistration partition, ClusterView view) {
        return partition != null && partition.replicas().contains(view.nodeId());
    }

    private void lead(TopicPartition name, Uuid topicId, Leadership leadership) {
        PartitionTable table = partitions.tableOf(name);
        table.shard().send(turn -> table.lead(name, topicId, leadership, turn));
    }

    private void configure(ClusterView view, ImageDelta delta) {
        if (view.brokerChanges(delta)) {
            onBrokerConfigs.accept(view);
            view.image().topics().all().forEach(topic -> configure(topic, view));
            return;
        }
        for (ConfigResource resource : delta.configs()) {
            if (resource.type() == ConfigResource.Type.TOPIC) {
                TopicImage topic = view.image().topics().topic(resource.name());
                if (topic != null) {
                    configure(topic, view);
                }
            }
        }
    }

    private void configure(TopicImage topic, ClusterView view) {
        TopicSettings settings = view.settingsOf(topic.name());
        for (int partition : List.copyOf(topic.partitions().keySet())) {
            TopicPartition name = nameOf(topic, partition);
            PartitionTable table = partitions.tableOf(name);
            table.shard().send(turn -> table.configure(name, settings, turn));
        }
    }

    private static long deleteDelayMs(ClusterView view, TopicImage topic) {
        return view.settingsOf(topic.name()).log().fileDeleteDelayMs();
    }

    private static TopicPartition nameOf(TopicImage topic, int partition) {
        return new TopicPartition(topic.name(), partition);
    }
}
