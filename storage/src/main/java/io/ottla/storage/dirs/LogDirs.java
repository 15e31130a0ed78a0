package io.ottla.storage.dirs;

import io.ottla.storage.TopicPartition;
import io.ottla.storage.checkpoint.CheckpointText;
import io.ottla.storage.disk.Disk;
import io.ottla.storage.log.LogConfig;
import io.ottla.storage.log.LogRecovery;
import io.ottla.storage.log.PendingDeletions;
import io.ottla.storage.log.RecoveredLog;
import io.ottla.storage.log.RecoveryRequest;
import io.ottla.storage.log.SpaceReserve;
import io.ottla.storage.log.StorageFailure;
import io.ottla.storage.producer.ProducerSettings;
import io.ottla.wire.io.Uuid;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The data folders in use, and which partition is in which of them. Belongs to one thread.
 *
 * <p>A folder that fails is taken {@link #takeOffline offline}, by whoever caught the {@link StorageFailure}: it gets no more
 * partitions, and those in it are gone until a restart.
 */
public final class LogDirs implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LogDirs.class);
    /** Kept beside partitions by the reference when it reads from remote storage. */
    private static final String REMOTE_INDEX_CACHE = "remote-log-index-cache";

    private final Disk disk;
    private final String clusterId;
    private final List<Path> configured;
    private final Path metadataPath;
    private final SpaceReserve reserve;
    private final List<LogDir> online;
    private final List<AutoCloseable> locks;
    private final Placement placement = new Placement();

    LogDirs(Disk disk, String clusterId, OpenRequest request, List<LogDir> online, List<AutoCloseable> locks) {
        this.disk = disk;
        this.clusterId = clusterId;
        this.configured = List.copyOf(request.paths());
        this.metadataPath = request.metadataPath();
        this.reserve = request.reserve();
        this.online = new ArrayList<>(online);
        this.locks = List.copyOf(locks);
    }

    /**
     * Locks the folders, and formats those that are empty. A folder that the disk refuses is offline from the start.
     *
     * @throws DataFolderException when a folder is in use, of another cluster or node, or holds something that is no broker's;
     *     or when none is left, or not the one for the metadata log
     */
    public static LogDirs open(Disk disk, OpenRequest request) throws DataFolderException {
        return new FolderOpener(disk, request).open();
    }

    public String clusterId() {
        return clusterId;
    }

    /** How much of a volume is kept free of records. */
    public SpaceReserve reserve() {
        return reserve;
    }

    /** The folders that work, in the order of {@code log.dirs}. */
    public List<LogDir> online() {
        return List.copyOf(online);
    }

    /** The folders that have failed. */
    public List<Path> offline() {
        List<Path> paths = new ArrayList<>(configured);
        online.forEach(dir -> paths.remove(dir.path()));
        return List.copyOf(paths);
    }

    /**
     * The epoch of the broker that stopped in good order; empty unless all folders work and agree on one, since what is in
     * the others may be older.
     */
    public OptionalLong cleanShutdownBrokerEpoch() {
        Set<OptionalLong> epochs = new HashSet<>();
        online.forEach(dir -> epochs.add(dir.cleanShutdownBrokerEpoch()));
        return online.size() == configured.size() && epochs.size() == 1
                ? epochs.iterator().next()
                : OptionalLong.empty();
    }

    /** The folder that holds the metadata log. */
    public LogDir metadataDir() {
        return online.stream()
                .filter(dir -> dir.path().equals(metadataPath))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalStateException("the folder of the metadata log, " + metadataPath + ", is offline"));
    }

    /**
     * Looks for the partitions that the folders hold, at the start. Not among them is the metadata log, which is the
     * controller's. Once all are recovered, {@link LogDir#writeRecovered} is called for each folder, before any append.
     *
     * @param metadataTopic the name of the metadata log's topic
     * @throws DataFolderException when two folders hold the same partition
     */
    public List<FoundPartition> findPartitions(String metadataTopic) throws DataFolderException {
        List<FoundPartition> found = new ArrayList<>();
        for (LogDir dir : List.copyOf(online)) {
            List<TopicPartition> partitions = place(dir, metadataTopic);
            for (OffsetCheckpoint checkpoint : OffsetCheckpoint.values()) {
                dir.read(checkpoint).forEach((partition, offset) -> {
                    if (placement.dirOf(partition).equals(Optional.of(dir))) {
                        placement.note(checkpoint, partition, offset);
                    }
                });
            }
            partitions.forEach(partition -> found.add(found(dir, partition)));
        }
        return found;
    }

    private List<TopicPartition> place(LogDir dir, String metadataTopic) throws DataFolderException {
        List<TopicPartition> placed = new ArrayList<>();
        // The folders of a topic have its name a thousand times.
        Map<String, String> topics = new HashMap<>();
        for (PartitionFolder folder : folders(dir, PartitionFolder.State.CURRENT)) {
            String topic = topics.computeIfAbsent(folder.partition().topic(), name -> name);
            TopicPartition partition =
                    new TopicPartition(topic, folder.partition().partition());
            if (topic.equals(metadataTopic)) {
                continue;
            }
            Optional<LogDir> other = placement.put(partition, dir);
            if (other.isPresent()) {
                throw new DataFolderException("Both " + other.get() + " and " + dir + " hold the partition " + partition
                        + ". Delete one of the two folders, that of the disk which failed last");
            }
            placed.add(partition);
        }
        return placed;
    }

    private FoundPartition found(LogDir dir, TopicPartition partition) {
        return new FoundPartition(
                partition,
                dir,
                folderOf(dir, partition),
                topicIdOf(dir, partition),
                placement.offset(OffsetCheckpoint.LOG_START_OFFSET, partition).orElse(0),
                placement.offset(OffsetCheckpoint.RECOVERY_POINT, partition).orElse(0),
                placement.offset(OffsetCheckpoint.HIGH_WATERMARK, partition).orElse(0),
                placement.offset(OffsetCheckpoint.CLEANER, partition));
    }

    // Checkpoints.

    /**
     * Notes what a checkpoint is to say of some partitions from now on. Of all others it goes on saying what it said, be it
     * before the start: a log that cannot be opened now may be one day.
     */
    public void note(OffsetCheckpoint checkpoint, Map<TopicPartition, Long> offsets) {
        offsets.forEach((partition, offset) -> placement.note(checkpoint, partition, offset));
    }

    /**
     * Writes a folder's checkpoint, unless it says already what it should.
     *
     * @throws StorageFailure when the disk refuses; on {@link io.ottla.storage.log.DiskFull} it is to be tried again
     */
    public void write(OffsetCheckpoint checkpoint, LogDir dir) {
        if (!placement.isOutdated(checkpoint, dir)) {
            return;
        }
        CheckpointText.Lines lines = new CheckpointText.Lines();
        placement.forEachOffset(
                checkpoint, dir, (partition, offset) -> lines.add(partition.topic(), partition.partition(), offset));
        dir.write(checkpoint, lines.content());
        placement.noteWritten(checkpoint, dir);
    }

    /** The folders of deleted partitions that an earlier broker left behind, to be deleted now. */
    public List<PendingDeletions.Deletion> leftovers(long nowMs) {
        List<PendingDeletions.Deletion> deletions = new ArrayList<>();
        for (LogDir dir : online) {
            for (String name : list(dir, name -> isA(name, PartitionFolder.State.DELETED))) {
                deletions.add(deletionOf(dir, dir.path().resolve(name), nowMs));
            }
        }
        return deletions;
    }

    /**
     * The copies of logs that an earlier broker was making, to be looked at before {@link #findPartitions}. One whose log is
     * gone was about to take its place, and does so now; the others are the caller's to throw away. While a data folder is
     * offline, the log may be in that, and copies without one are left alone.
     */
    public List<FutureFolder> settleFutures() {
        Set<TopicPartition> current = new HashSet<>();
        List<FutureFolder> futures = new ArrayList<>();
        for (LogDir dir : online) {
            for (String name : list(dir, name -> isA(name, PartitionFolder.State.FUTURE))) {
                futures.add(new FutureFolder(
                        PartitionFolder.parse(name).orElseThrow().partition(),
                        dir,
                        dir.path().resolve(name)));
            }
        }
        for (LogDir dir : futures.isEmpty() ? List.<LogDir>of() : online) {
            for (String name : list(dir, name -> isA(name, PartitionFolder.State.CURRENT))) {
                current.add(PartitionFolder.parse(name).orElseThrow().partition());
            }
        }
        List<FutureFolder> unfinished = new ArrayList<>();
        for (FutureFolder future : futures) {
            if (current.contains(future.partition())) {
                unfinished.add(future);
            } else if (offline().isEmpty()) {
                LOG.info("{} becomes the log of {}, which was moved there", future.folder(), future.partition());
                ReplicaSwap.rename(disk, future.folder(), folderOf(future.dir(), future.partition()));
                current.add(future.partition());
            }
        }
        return unfinished;
    }

    /**
     * Makes the folder of a copy of a partition's log, with an empty log.
     *
     * @param name from {@link PartitionFolder#futureNameOf}
     */
    public RecoveredLog createFuture(
            LogDir dir, String name, TopicPartition partition, Uuid topicId, NewLog terms, long nowMs) {
        Path folder = dir.path().resolve(name);
        try {
            disk.createFolders(folder);
            disk.forceDirectory(dir.path());
            PartitionMetadata.write(disk, folder, topicId);
        } catch (IOException refused) {
            throw StorageFailure.of(dir.path(), "making the folder of a copy of " + partition, refused);
        }
        return LogRecovery.recover(
                disk, RecoveryRequest.ofNew(partition, folder, terms.config(), terms.producerSettings(), nowMs));
    }

    /** What a new log goes by. */
    public record NewLog(LogConfig config, ProducerSettings producerSettings) {}

    /** Throws away a copy that is not to be finished. */
    public PendingDeletions.Deletion dropFuture(FutureFolder future, Uuid id, long nowMs) {
        Path renamed = future.dir().path().resolve(PartitionFolder.deletedNameOf(future.partition(), id));
        ReplicaSwap.rename(disk, future.folder(), renamed);
        return deletionOf(future.dir(), renamed, nowMs);
    }

    /** What puts a copy in the place of its log. */
    public ReplicaSwap swapOf(FutureFolder future, Uuid id) {
        LogDir from = placement.dirOf(future.partition()).orElseThrow();
        return new ReplicaSwap(
                folderOf(from, future.partition()),
                from.path().resolve(PartitionFolder.deletedNameOf(future.partition(), id)),
                future.folder(),
                folderOf(future.dir(), future.partition()));
    }

    /** A copy has taken its log's place; returns what is left of that, to be deleted. */
    public PendingDeletions.Deletion moved(FutureFolder future, ReplicaSwap swap, long dueMs) {
        LogDir from = placement.put(future.partition(), future.dir()).orElseThrow();
        return deletionOf(from, swap.deleted(), dueMs);
    }

    private List<PartitionFolder> folders(LogDir dir, PartitionFolder.State state) {
        List<PartitionFolder> found = new ArrayList<>();
        for (String name : list(dir, any -> true)) {
            Optional<PartitionFolder> folder = PartitionFolder.parse(name);
            if (folder.isPresent() && folder.get().state() == state) {
                found.add(folder.get());
            } else if (folder.isEmpty() && !name.equals(REMOTE_INDEX_CACHE)) {
                LOG.warn("{} in {} is not a partition's folder, and is left alone", name, dir);
            } else if (folder.isPresent() && folder.get().state() == PartitionFolder.State.STRAY) {
                LOG.warn("{} in {} is not a log in use, and is left alone", name, dir);
            }
        }
        return found;
    }

    /**
     * The names of the folders in a data folder, of those that {@code which} asks for. No others are looked at, since there may
     * be very many.
     */
    private List<String> list(LogDir dir, Predicate<String> which) {
        try {
            List<String> folders = new ArrayList<>();
            for (String name : disk.list(dir.path())) {
                if (which.test(name) && disk.stat(dir.path().resolve(name)).kind() == Disk.Kind.FOLDER) {
                    folders.add(name);
                }
            }
            return folders;
        } catch (IOException refused) {
            throw new StorageFailure(dir.path(), "looking for partitions", refused);
        }
    }

    private static boolean isA(String name, PartitionFolder.State state) {
        return PartitionFolder.parse(name)
                .filter(folder -> folder.state() == state)
                .isPresent();
    }

    private Optional<Uuid> topicIdOf(LogDir dir, TopicPartition partition) {
        try {
            return PartitionMetadata.read(disk, folderOf(dir, partition));
        } catch (IOException refused) {
            throw new StorageFailure(dir.path(), "reading the topic id of " + partition, refused);
        }
    }

    private static Path folderOf(LogDir dir, TopicPartition partition) {
        return dir.path().resolve(PartitionFolder.nameOf(partition));
    }

    /** The folder that holds a partition. */
    public Optional<LogDir> dirOf(TopicPartition partition) {
        return placement.dirOf(partition);
    }

    /** The partitions in a folder. */
    public List<TopicPartition> partitionsIn(LogDir dir) {
        return placement.partitionsIn(dir);
    }

    /**
     * Makes the folder of a new partition, with an empty log, in the data folder that has the fewest partitions.
     *
     * @throws StorageFailure when the disk refuses; take the folder offline, and try again
     */
    public RecoveredLog create(
            TopicPartition partition, Uuid topicId, LogConfig config, ProducerSettings producerSettings, long nowMs) {
        dirOf(partition).ifPresent(dir -> {
            throw new IllegalStateException("there is a log of " + partition + " already, in " + dir);
        });
        LogDir dir = leastFilled();
        Path folder = folderOf(dir, partition);
        if (placement.mayHaveOldRecoveryPoint(partition, dir)) {
            // After a loss of power what was never written would be taken for good.
            write(OffsetCheckpoint.RECOVERY_POINT, dir);
        }
        try {
            // The first flush makes the folder durable along with what is in it; until then there is nothing to lose.
            disk.createFolders(folder);
            PartitionMetadata.write(disk, folder, topicId);
        } catch (IOException refused) {
            throw StorageFailure.of(dir.path(), "making the folder of " + partition, refused);
        }
        RecoveredLog log =
                LogRecovery.recover(disk, RecoveryRequest.ofNew(partition, folder, config, producerSettings, nowMs));
        placement.put(partition, dir);
        return log;
    }

    /** Notes the topic id of a log that was found without one. */
    public void writeTopicId(FoundPartition found, Uuid topicId) {
        try {
            PartitionMetadata.write(disk, found.folder(), topicId);
        } catch (IOException refused) {
            throw new StorageFailure(found.dir().path(), "writing the topic id of " + found.partition(), refused);
        }
    }

    /** One that is short of room only when all are. */
    private LogDir leastFilled() {
        if (online.size() == 1) {
            return online.getFirst();
        }
        return online.stream()
                .min(Comparator.comparing(LogDir::isShortOfRoom).thenComparing(placement::countIn))
                .orElseThrow(() -> new IllegalStateException("all data folders are offline"));
    }

    /**
     * Takes a partition away, whose log was abandoned: its folder gets another name at once, and is deleted later.
     *
     * @param id drawn for the name
     * @param delayMs {@code file.delete.delay.ms}
     */
    public Optional<PendingDeletions.Deletion> delete(TopicPartition partition, Uuid id, long nowMs, long delayMs) {
        Optional<LogDir> from = placement.remove(partition);
        if (from.isEmpty()) {
            return Optional.empty();
        }
        LogDir dir = from.get();
        Path renamed = dir.path().resolve(PartitionFolder.deletedNameOf(partition, id));
        try {
            // If a loss of power takes this back, the folder is of a topic that is gone, and the next start deletes it.
            disk.rename(folderOf(dir, partition), renamed);
        } catch (IOException refused) {
            throw new StorageFailure(dir.path(), "deleting " + partition, refused);
        }
        return Optional.of(deletionOf(dir, renamed, nowMs + delayMs));
    }

    private PendingDeletions.Deletion deletionOf(LogDir dir, Path folder, long dueMs) {
        try {
            List<Path> files = new ArrayList<>();
            for (String name : disk.list(folder)) {
                files.add(folder.resolve(name));
            }
            files.add(folder);
            return new PendingDeletions.Deletion(dir.path(), files, dueMs);
        } catch (IOException refused) {
            throw new StorageFailure(dir.path(), "deleting " + folder, refused);
        }
    }

    /** Takes a folder out of use; returns the partitions that were in it. */
    public List<TopicPartition> takeOffline(Path path) {
        List<TopicPartition> lost = new ArrayList<>();
        for (LogDir dir : List.copyOf(online)) {
            if (dir.path().equals(path)) {
                online.remove(dir);
                lost.addAll(partitionsIn(dir));
            }
        }
        lost.forEach(placement::remove);
        return lost;
    }

    /**
     * Notes that this broker stops in good order: all logs were closed, and all checkpoints written. The last thing before
     * {@link #close}.
     */
    public void markCleanShutdown(long brokerEpoch) {
        for (LogDir dir : online) {
            try {
                CleanShutdownMarker.write(disk, dir.path(), brokerEpoch);
            } catch (IOException refused) {
                LOG.error("{} was not marked as left in good order: {}", dir, refused.getMessage());
            }
        }
    }

    /** Gives the folders up. */
    @Override
    public void close() {
        FolderOpener.release(locks);
    }
}
