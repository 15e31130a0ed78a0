package io.ottla.broker.partition;

import io.ottla.controller.image.PartitionRegistration;
import io.ottla.storage.TopicPartition;
import io.ottla.storage.dirs.DataFolderException;
import io.ottla.storage.dirs.FoundPartition;
import io.ottla.storage.dirs.FutureFolder;
import io.ottla.storage.dirs.LogDir;
import io.ottla.storage.dirs.LogDirs;
import io.ottla.storage.dirs.OffsetCheckpoint;
import io.ottla.storage.log.DiskFull;
import io.ottla.storage.log.PendingDeletions;
import io.ottla.storage.log.RecoveredLog;
import io.ottla.storage.log.StorageFailure;
import io.ottla.wire.io.Uuid;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens and deletes the logs of partitions, and takes data folders that failed out of use. Everything here runs on the
 * keeper's own thread, which may wait for the disk; only the recovery of logs that were found is spread over more threads.
 */
final class LogKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(LogKeeper.class);
    private static final long FULL_DISK_PAUSE_MS = 1_000;
    private static final String METADATA_TOPIC = "__cluster_metadata";

    /** How many logs are recovered one after the other at most, and given to their shard with one message. */
    private static final int RECOVERED_AT_ONCE_MAX = 64;

    /** With fewer logs than make so many tasks, each is recovered by itself: one of them may take long. */
    private static final int RECOVERY_TASKS = 256;

    private final LogDirs dirs;
    private final ClusterViews views;
    private final Partitions partitions;
    private final KeeperTools tools;
    private final Consumer<LogDir> onOffline;
    /** How many deletions of partitions of a name are under way. */
    private final Map<TopicPartition, Integer> deleting = new HashMap<>();

    private final Map<TopicPartition, Runnable> openAfterDeletion = new HashMap<>();
    /** @param onOffline told of each data folder that fails */
    LogKeeper(LogDirs dirs, ClusterViews views, Partitions partitions, KeeperTools tools, Consumer<LogDir> onOffline) {
        this.dirs = dirs;
        this.views = views;
        this.partitions = partitions;
        this.tools = tools;
        this.onOffline = onOffline;
    }

    /**
     * Opens what the data folders hold and the cluster knows of; deletes the rest. Returns the copies of logs that were on
     * their way to another folder.
     */
    List<FutureFolder> openFound(ClusterView view) {
        Map<PartitionTable, List<Known>> known = new LinkedHashMap<>();
        List<FutureFolder> unfinished = new ArrayList<>();
        try {
            unfinished.addAll(dirs.settleFutures());
            for (FoundPartition found : dirs.findPartitions(METADATA_TOPIC)) {
                PartitionRegistration registration = view.image()
                        .topics()
                        .partition(found.partition().topic(), found.partition().partition());
                Uuid topicId = registration == null ? null : topicIdOf(found, view);
                boolean isHere = topicId != null
                        && registration.replicas().contains(view.nodeId())
                        && found.topicId().orElse(topicId).equals(topicId);
                if (isHere) {
                    known.computeIfAbsent(partitions.tableOf(found.partition()), table -> new ArrayList<>())
                            .add(new Known(found, topicId));
                } else {
                    LOG.info(
                            "{} in {} is no partition of this broker any more and is deleted",
                            found.partition(),
                            found.dir());
                    discard(
                            found.partition(),
                            view.settingsOf(found.partition().topic()).log().fileDeleteDelayMs());
                }
            }
            dirs.leftovers(tools.nowMs()).forEach(this::deleteLater);
        } catch (StorageFailure failure) {
            failed(failure);
        } catch (DataFolderException unusable) {
            throw new IllegalStateException(unusable.getMessage(), unusable);
        }
        recover(known, view);
        return unfinished;
    }

    /** A log that was found, of a topic that there is. */
    private record Known(FoundPartition found, Uuid topicId) {}

    private void recover(Map<PartitionTable, List<Known>> known, ClusterView view) {
        int count = known.values().stream().mapToInt(List::size).sum();
        int atOnce = Math.clamp(count / RECOVERY_TASKS, 1, RECOVERED_AT_ONCE_MAX);
        List<CompletableFuture<Void>> recoveries = new ArrayList<>();
        known.forEach((table, logs) -> {
            for (int i = 0; i < logs.size(); i += atOnce) {
                List<Known> some = logs.subList(i, Math.min(i + atOnce, logs.size()));
                recoveries.add(CompletableFuture.runAsync(() -> recover(some, table, view), tools.recovery()));
            }
        });
        // The one wait of the keeper's own thread, and before anything is served: its later tasks rest on what was
        // recovered.
        CompletableFuture.allOf(recoveries.toArray(CompletableFuture[]::new)).join();
    }

    /** On a recovery thread. */
    private void recover(List<Known> some, PartitionTable table, ClusterView view) {
        List<OpenedLog> opened = new ArrayList<>(some.size());
        for (Known known : some) {
            recover(known.found(), known.topicId(), view).ifPresent(opened::add);
        }
        table.shard().send(new Installation(table, opened));
    }

    private static Uuid topicIdOf(FoundPartition found, ClusterView view) {
        return view.image().topics().topic(found.partition().topic()).id();
    }

    /** On a recovery thread. */
    private Optional<OpenedLog> recover(FoundPartition found, Uuid topicId, ClusterView view) {
        try {
            if (found.topicId().isEmpty()) {
                dirs.writeTopicId(found, topicId);
            }
            TopicSettings settings = view.settingsOf(found.partition().topic());
            RecoveredLog log = found.recover(tools.disk(), settings.log(), tools.producerSettings(), tools.nowMs());
            return opened(log, topicId, found.highWatermark());
        } catch (DiskFull full) {
            LOG.error(
                    "There is no room to recover {}; it is tried again in {} ms",
                    found.partition(),
                    FULL_DISK_PAUSE_MS,
                    full);
            unopenable(found.partition());
            tools.later(FULL_DISK_PAUSE_MS, () -> tools.recovery().execute(() -> recoverAgain(found, topicId)));
        } catch (StorageFailure failure) {
            tools.worker().execute(() -> failed(failure));
        } catch (RuntimeException broken) {
            LOG.error("{} cannot be opened", found.partition(), broken);
            unopenable(found.partition());
        }
        return Optional.empty();
    }

    private void recoverAgain(FoundPartition found, Uuid topicId) {
        PartitionTable table = partitions.tableOf(found.partition());
        recover(List.of(new Known(found, topicId)), table, views.current());
    }

    /** Opens a partition that has no log here yet. */
    void open(TopicPartition name, Uuid topicId, ClusterView view) {
        if (deleting.containsKey(name)) {
            // An earlier topic of the same name is on its way out, and its folder still in the way.
            openAfterDeletion.put(name, () -> open(name, topicId, view));
            return;
        }
        if (dirs.dirOf(name).isPresent()) {
            return;
        }
        TopicSettings settings = view.settingsOf(name.topic());
        while (!dirs.online().isEmpty()) {
            try {
                RecoveredLog log = dirs.create(name, topicId, settings.log(), tools.producerSettings(), tools.nowMs());
                PartitionTable table = partitions.tableOf(name);
                opened(log, topicId, 0)
                        .ifPresent(opened -> table.shard().send(new Installation(table, List.of(opened))));
                return;
            } catch (DiskFull full) {
                LOG.error("There is no room for {}; it is tried again in {} ms", name, FULL_DISK_PAUSE_MS, full);
                unopenable(name);
                tools.later(FULL_DISK_PAUSE_MS, () -> openIfStillThere(name, topicId));
                return;
            } catch (StorageFailure failure) {
                failed(failure);
            }
        }
        unopenable(name);
    }

    private void openIfStillThere(TopicPartition name, Uuid topicId) {
        ClusterView view = views.current();
        PartitionRegistration partition = view.image().topics().partition(topicId, name.partition());
        if (partition != null && partition.replicas().contains(view.nodeId())) {
            open(name, topicId, view);
        }
    }

    /** A log as its shard is to have it, as the cluster is known now; empty if the partition has gone meanwhile. */
    private Optional<OpenedLog> opened(RecoveredLog log, Uuid topicId, long highWatermark) {
        TopicPartition name = log.partition();
        ClusterView view = views.current();
        PartitionRegistration registration = view.image().topics().partition(topicId, name.partition());
        if (registration == null) {
            return Optional.empty();
        }
        TopicSettings settings = view.settingsOf(name.topic());
        Leadership leadership = views.leadershipOf(registration);
        return Optional.of(new OpenedLog(log, topicId, settings, leadership, highWatermark));
    }

    private void unopenable(TopicPartition name) {
        PartitionTable table = partitions.tableOf(name);
        table.shard().send(turn -> table.unopenable(name));
    }

    /** Takes a partition from its shard, and then its folder away. */
    void delete(TopicPartition name, Uuid topicId, long delayMs) {
        deleting.merge(name, 1, Integer::sum);
        openAfterDeletion.remove(name);
        PartitionTable table = partitions.tableOf(name);
        table.shard().send(turn -> {
            table.remove(name, topicId, turn)
                    .ifPresent(partition -> partition.log().abandon());
            tools.worker().execute(() -> deleted(name, delayMs));
        });
    }

    private void deleted(TopicPartition name, long delayMs) {
        discard(name, delayMs);
        if (deleting.merge(name, -1, Integer::sum) > 0) {
            return;
        }
        deleting.remove(name);
        Runnable open = openAfterDeletion.remove(name);
        if (open != null) {
            open.run();
        }
    }

    private void discard(TopicPartition name, long delayMs) {
        try {
            dirs.delete(name, tools.newId(), tools.nowMs(), delayMs).ifPresent(this::deleteLater);
        } catch (StorageFailure failure) {
            failed(failure);
        }
    }

    void deleteLater(PendingDeletions.Deletion deletion) {
        tools.later(deletion.dueMs() - tools.nowMs(), () -> run(deletion));
    }

    /** Deletes files whose time has come. */
    void run(PendingDeletions.Deletion deletion) {
        try {
            deletion.run(tools.disk());
        } catch (StorageFailure failure) {
            failed(failure);
        }
    }

    /** The disk refused: its folder is out of use from now on. Told again of a folder, nothing more happens. */
    void failed(StorageFailure failure) {
        for (LogDir dir : dirs.online()) {
            if (dir.path().equals(failure.logDir())) {
                LOG.error("The data folder {} has failed and goes offline", dir, failure);
                List<TopicPartition> lost = dirs.takeOffline(dir.path());
                takeOffline(dir.path());
                lost.forEach(this::unopenable);
                onOffline.accept(dir);
            }
        }
    }

    private void takeOffline(Path path) {
        partitions.shards().forEach(shard -> {
            PartitionTable table = partitions.tableOf(shard);
            shard.send(turn -> table.takeOffline(path, turn));
        });
    }

    // Checkpoints.

    /**
     * Takes note of what a checkpoint is to say of some partitions.
     *
     * @param complete whether it is time to write it
     */
    void checkpoint(OffsetCheckpoint checkpoint, Map<TopicPartition, Long> offsets, boolean complete) {
        dirs.note(checkpoint, offsets);
        if (complete) {
            write(checkpoint);
        }
    }

    /** Writes what was told last, as when a log has come to another folder. */
    void writeCheckpoints() {
        for (OffsetCheckpoint checkpoint : OffsetCheckpoint.values()) {
            write(checkpoint);
        }
    }

    private void write(OffsetCheckpoint checkpoint) {
        for (LogDir dir : dirs.online()) {
            try {
                dirs.write(checkpoint, dir);
            } catch (DiskFull full) {
                // The file that is there stays, and is as good as it was; the next time comes soon.
                LOG.warn("{} was not written: {}", checkpoint.fileName(), full.getMessage());
            } catch (StorageFailure failure) {
                failed(failure);
            }
        }
    }
}
