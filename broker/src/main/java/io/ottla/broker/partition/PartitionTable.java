package io.ottla.broker.partition;

import io.ottla.broker.shard.Shard;
import io.ottla.broker.shard.ShardTurn;
import io.ottla.storage.TopicPartition;
import io.ottla.storage.log.FlushTask;
import io.ottla.storage.log.LogEnvironment;
import io.ottla.storage.log.StorageFailure;
import io.ottla.storage.segment.CorruptLogException;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.Uuid;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The partitions of one shard, and what happens at the end of each burst: all that was staged is written, high watermarks
 * move, producers are answered, and those who wait for records are woken. Owned by the shard.
 */
public final class PartitionTable {
    private static final long FULL_DISK_PAUSE_MS = 1_000;
    private static final Logger LOG = LoggerFactory.getLogger(PartitionTable.class);

    private final Shard shard;
    private final PartitionKnowledge knowledge;
    private final DiskWork disk;
    private final LogEnvironment environment;
    private final Map<TopicPartition, Hosted> hosted = new HashMap<>();
    private final List<Partition> burst = new ArrayList<>();
    private final Set<Partition> compacted = new LinkedHashSet<>();
    private final OffsetNews news = new OffsetNews();
    private final ProgressWaits waits = new ProgressWaits();
    private final List<PartitionWatcher> watchers = new ArrayList<>();
    private boolean burstEndDue;
    private boolean flushingStopped;
    private boolean closing;
    private boolean closed;

    /** @param environment what the logs of this shard share; theirs alone */
    public PartitionTable(Shard shard, PartitionKnowledge knowledge, DiskWork disk, LogEnvironment environment) {
        this.environment = environment;
        this.shard = shard;
        this.knowledge = knowledge;
        this.disk = disk;
    }

    public Shard shard() {
        return shard;
    }

    /** Does what has to wait for a disk, away from the shard. */
    public DiskWork disk() {
        return disk;
    }

    /** Has {@code watcher} told of its partitions from now on, and of those that are here already. */
    public void watch(PartitionWatcher watcher, ShardTurn turn) {
        watchers.add(watcher);
        for (Partition partition : allOnline()) {
            if (watcher.watches(partition.name().topic())) {
                watcher.led(partition, turn);
            }
        }
    }

    private void tellLed(Partition partition, ShardTurn turn) {
        for (PartitionWatcher watcher : watchers) {
            if (watcher.watches(partition.name().topic())) {
                watcher.led(partition, turn);
            }
        }
    }

    private void tellGone(TopicPartition name) {
        for (PartitionWatcher watcher : watchers) {
            if (watcher.watches(name.topic())) {
                watcher.gone(name);
            }
        }
    }

    LogEnvironment environment() {
        return environment;
    }

    /** What the checkpoints are to be told. */
    OffsetNews news() {
        return news;
    }

    /** Who waits for records, or for anything else about a partition to change. */
    public ProgressWaits waits() {
        return waits;
    }

    /** The partition, or null when it is not here, or not usable. */
    public Partition online(TopicPartition name) {
        return !closed && hosted.get(name) instanceof Hosted.Online online ? online.partition() : null;
    }

    /** All partitions that can be used, in the order of their names. */
    public Collection<Partition> allOnline() {
        Map<TopicPartition, Partition> sorted = new TreeMap<>();
        hosted.forEach((name, entry) -> {
            if (entry instanceof Hosted.Online online) {
                sorted.put(name, online.partition());
            }
        });
        return sorted.values();
    }

    /** The same in no order that means anything: for what is done to very many, again and again. */
    Queue<Partition> allUnsorted() {
        Queue<Partition> found = new ArrayDeque<>(hosted.size());
        for (Hosted entry : hosted.values()) {
            if (entry instanceof Hosted.Online online) {
                found.add(online.partition());
            }
        }
        return found;
    }

    /** The partitions whose topics are compacted: of very many, few are. */
    List<Partition> compacted() {
        return List.copyOf(compacted);
    }

    private void noteCompacted(Partition partition) {
        if (partition.settings().log().compact()) {
            compacted.add(partition);
        } else {
            compacted.remove(partition);
        }
    }

    /** Finds a partition, now or, when its log is being opened, as soon as that is done. */
    public void find(TopicPartition name, PartitionFinder finder) {
        if (closing || closed) {
            finder.missing(ErrorCode.NOT_LEADER_OR_FOLLOWER);
            return;
        }
        switch (hosted.get(name)) {
            case Hosted.Online online -> finder.found(online.partition());
            case Hosted.Offline offline -> finder.missing(ErrorCode.KAFKA_STORAGE_ERROR);
            case Hosted.Opening opening -> opening.waiting().add(finder);
            case null -> findUnopened(name, finder);
        }
    }

    private void findUnopened(TopicPartition name, PartitionFinder finder) {
        switch (knowledge.placeOf(name)) {
            case HERE -> {
                Hosted.Opening opening = new Hosted.Opening();
                opening.waiting().add(finder);
                hosted.put(name, opening);
            }
            case ELSEWHERE -> finder.missing(ErrorCode.NOT_LEADER_OR_FOLLOWER);
            case NOWHERE -> finder.missing(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
        }
    }

    // Life-cycle. Sent by the partition keeper.

    /** The log has been opened: the partition can be used from here on. */
    void opened(Partition partition, ShardTurn turn) {
        Hosted before = hosted.put(partition.name(), new Hosted.Online(partition));
        if (before instanceof Hosted.Opening opening) {
            opening.waiting().forEach(finder -> finder.found(partition));
        }
        noteCompacted(partition);
        tellLed(partition, turn);
        touch(partition, turn);
    }

    /** The log cannot be opened. */
    void unopenable(TopicPartition name) {
        Hosted before = hosted.put(name, new Hosted.Offline());
        if (before instanceof Hosted.Opening opening) {
            opening.waiting().forEach(finder -> finder.missing(ErrorCode.KAFKA_STORAGE_ERROR));
        }
    }

    /** The partition is no longer of this broker. Returns it when it was open; its log is the caller's then. */
    Optional<Partition> remove(TopicPartition name, Uuid topicId, ShardTurn turn) {
        Hosted before = hosted.get(name);
        if (before instanceof Hosted.Online online
                && !online.partition().topicId().equals(topicId)) {
            return Optional.empty();
        }
        hosted.remove(name);
        if (before instanceof Hosted.Opening opening) {
            opening.waiting().forEach(finder -> finder.missing(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION));
        }
        if (before instanceof Hosted.Online online) {
            giveUp(online.partition(), ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, turn);
            return Optional.of(online.partition());
        }
        return Optional.empty();
    }

    void lead(TopicPartition name, Uuid topicId, Leadership leadership, ShardTurn turn) {
        Partition partition = online(name);
        if (partition != null && partition.topicId().equals(topicId)) {
            partition.lead(leadership);
            tellLed(partition, turn);
            waits.changed(partition.name(), turn);
            touch(partition, turn);
        }
    }

    void configure(TopicPartition name, TopicSettings settings, ShardTurn turn) {
        Partition partition = online(name);
        if (partition != null) {
            partition.configure(settings);
            noteCompacted(partition);
            touch(partition, turn);
        }
    }

    /** A log dir failed: its partitions cannot be used until the broker is started again. */
    void takeOffline(Path logDir, ShardTurn turn) {
        for (Partition partition : allOnline()) {
            if (partition.log().folder().getParent().equals(logDir)) {
                takeOffline(partition, turn);
            }
        }
    }

    private void takeOffline(Partition partition, ShardTurn turn) {
        hosted.put(partition.name(), new Hosted.Offline());
        giveUp(partition, ErrorCode.KAFKA_STORAGE_ERROR, turn);
        partition.log().abandon();
    }

    /** From here on no request waits for anything to change. */
    void endWaits(ShardTurn turn) {
        waits.close(turn);
    }

    /** From here on nothing is flushed in the background. */
    void stopFlushing() {
        flushingStopped = true;
    }

    /**
     * Closes all logs in good order, for the end.
     *
     * @param threads where fsyncs are waited for
     */
    void closeAll(DiskWork threads, Runnable whenDone, ShardTurn turn) {
        closing = true;
        new LogCloser(this, threads, allOnline(), whenDone).goOn(turn);
    }

    /** Sends away whoever still waits, and whoever comes, as from a broker that is no longer there. */
    void leave(ShardTurn turn) {
        closed = true;
        hosted.forEach((name, entry) -> {
            if (entry instanceof Hosted.Online online) {
                online.partition().fail(ErrorCode.NOT_LEADER_OR_FOLLOWER);
                tellGone(name);
            } else if (entry instanceof Hosted.Opening opening) {
                opening.waiting().forEach(finder -> finder.missing(ErrorCode.NOT_LEADER_OR_FOLLOWER));
            }
            waits.changed(name, turn);
        });
    }

    private void giveUp(Partition partition, ErrorCode error, ShardTurn turn) {
        burst.remove(partition);
        compacted.remove(partition);
        partition.fail(error);
        tellGone(partition.name());
        waits.changed(partition.name(), turn);
    }

    // Bursts.

    /** Has what was staged on {@code partition} written, and its readers woken, when the burst is over. */
    public void touch(Partition partition, ShardTurn turn) {
        if (partition.joinBurst()) {
            burst.add(partition);
        }
        if (!burstEndDue) {
            burstEndDue = true;
            turn.atEndOfBurst(this::endBurst);
        }
    }

    private void endBurst(ShardTurn turn) {
        burstEndDue = false;
        List<Partition> touched = List.copyOf(burst);
        burst.clear();
        for (Partition partition : touched) {
            partition.leaveBurst();
            if (online(partition.name()) == partition) {
                guarded(partition, turn, () -> finish(partition, turn));
            }
        }
    }

    private void finish(Partition partition, ShardTurn turn) {
        partition.writeStaged(turn.nowMs()).ifPresent(task -> flush(partition, task));
        partition.settle();
        news.note(partition);
        waits.changed(partition.name(), turn);
    }

    /**
     * Does something with a partition's log. When the disk refuses, its log dir goes offline; when the log is damaged, the
     * partition alone does; and the outcome is {@code otherwise}'s.
     */
    public <T> T guarded(Partition partition, ShardTurn turn, Supplier<T> work, Supplier<T> otherwise) {
        try {
            return work.get();
        } catch (StorageFailure failure) {
            storageFailed(failure, turn);
        } catch (CorruptLogException damage) {
            LOG.error("{} is damaged and goes offline", partition, damage);
            takeOffline(partition, turn);
        }
        return otherwise.get();
    }

    /** The same for work without an outcome. */
    public void guarded(Partition partition, ShardTurn turn, Runnable work) {
        guarded(
                partition,
                turn,
                () -> {
                    work.run();
                    return null;
                },
                () -> null);
    }

    void storageFailed(StorageFailure failure, ShardTurn turn) {
        takeOffline(failure.logDir(), turn);
        knowledge.logDirFailed(failure);
    }

    // Flushing.

    /** Has a flush run in the background; its end comes back as a message. */
    void flush(Partition partition, FlushTask task) {
        if (flushingStopped) {
            // The log's close, which is near, flushes what is left; it must find this flush ended.
            task.run();
            partition.log().completeFlush(task);
            return;
        }
        disk.submit(task::run, outcome -> shard.send(turn -> flushed(partition, task, outcome, turn)));
    }

    private void flushed(Partition partition, FlushTask task, Optional<StorageFailure> failure, ShardTurn turn) {
        if (failure.isPresent()) {
            storageFailed(failure.get(), turn);
        } else if (online(partition.name()) == partition) {
            guarded(partition, turn, () -> {
                partition.flushed(task, turn.nowMs()).ifPresent(next -> flush(partition, next));
                touch(partition, turn);
            });
            if (task.isPostponed()) {
                turn.timers().at(turn.nowMs() + FULL_DISK_PAUSE_MS, nowMs -> touch(partition, turn));
            }
        }
    }
}
