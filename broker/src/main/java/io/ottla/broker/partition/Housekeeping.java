package io.ottla.broker.partition;

import io.ottla.broker.shard.ShardTurn;
import io.ottla.storage.TopicPartition;
import io.ottla.storage.dirs.OffsetCheckpoint;
import io.ottla.storage.log.PendingDeletions;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * What is done for a shard's partitions from time to time: retention, flushes that are due by time, checkpoints, forgetting
 * producers. Long rounds are taken in steps, so that requests come in between.
 */
final class Housekeeping {
    private static final int PARTITIONS_PER_STEP = 64;
    /** It is much less work to ask for an offset than to look through a log. */
    private static final int OFFSETS_PER_STEP = 1_024;

    private final PartitionTable table;
    private final HousekeepingIntervals intervals;
    private final Checkpoints checkpoints;
    private final Consumer<PendingDeletions.Deletion> deletions;
    private boolean stopped;

    /** Where it is told what checkpoints are to say of partitions, those left out being as they were. */
    interface Checkpoints {
        /** @param complete whether this is all there is to tell for now, so that the checkpoint should be written */
        void tell(OffsetCheckpoint checkpoint, Map<TopicPartition, Long> offsets, boolean complete);
    }

    Housekeeping(
            PartitionTable table,
            HousekeepingIntervals intervals,
            Checkpoints checkpoints,
            Consumer<PendingDeletions.Deletion> deletions) {
        this.table = table;
        this.intervals = intervals;
        this.checkpoints = checkpoints;
        this.deletions = deletions;
    }

    /** Begins; on the shard's thread. */
    void start(ShardTurn turn) {
        every(intervals.retentionMs(), turn, () -> inSteps(turn, this::applyRetention));
        every(intervals.flushMs(), turn, () -> inSteps(turn, this::flushIfDue));
        every(intervals.producerExpiryMs(), turn, () -> inSteps(turn, this::forgetProducers));
        every(intervals.recoveryPointMs(), turn, () -> {
            tell(OffsetCheckpoint.RECOVERY_POINT, turn);
            tell(OffsetCheckpoint.CLEANER, turn);
            takeDueDeletions(turn.nowMs());
        });
        every(intervals.logStartMs(), turn, () -> tell(OffsetCheckpoint.LOG_START_OFFSET, turn));
        every(intervals.highWatermarkMs(), turn, () -> tell(OffsetCheckpoint.HIGH_WATERMARK, turn));
    }

    /** Ends; on the shard's thread. */
    void stop() {
        stopped = true;
    }

    /** All checkpoints, as they are now. */
    void checkpointAll() {
        for (OffsetCheckpoint checkpoint : OffsetCheckpoint.values()) {
            tellAll(checkpoint);
        }
    }

    /** How far logs are compacted. */
    void checkpointCleaner() {
        tellAll(OffsetCheckpoint.CLEANER);
    }

    private void every(long intervalMs, ShardTurn turn, Runnable task) {
        long atMs = turn.nowMs() + intervalMs;
        if (atMs < turn.nowMs()) {
            // The interval is so long that its end cannot be told: never.
            return;
        }
        turn.timers().at(atMs, nowMs -> {
            if (!stopped) {
                task.run();
                every(intervalMs, turn, task);
            }
        });
    }

    private interface Step {
        void on(Partition partition, ShardTurn turn);
    }

    private void inSteps(ShardTurn turn, Step step) {
        inSteps(table.allUnsorted(), turn, step);
    }

    private void inSteps(Queue<Partition> left, ShardTurn turn, Step step) {
        for (int i = 0; i < PARTITIONS_PER_STEP && !left.isEmpty(); i++) {
            Partition partition = left.remove();
            if (table.online(partition.name()) == partition) {
                table.guarded(partition, turn, () -> step.on(partition, turn));
            }
        }
        if (!left.isEmpty() && !stopped) {
            turn.timers().at(turn.nowMs() + 1, nowMs -> inSteps(left, turn, step));
        }
    }

    private void applyRetention(Partition partition, ShardTurn turn) {
        if (partition.log().applyRetention(turn.nowMs()) > 0) {
            table.touch(partition, turn);
        }
    }

    private void flushIfDue(Partition partition, ShardTurn turn) {
        partition.log().dueFlush(turn.nowMs()).ifPresent(task -> table.flush(partition, task));
    }

    private void forgetProducers(Partition partition, ShardTurn turn) {
        partition.log().producers().removeExpired(turn.nowMs());
    }

    private void tell(OffsetCheckpoint checkpoint, ShardTurn turn) {
        tell(checkpoint, OFFSETS_PER_STEP);
        if (!table.news().isEmpty(checkpoint) && !stopped) {
            turn.timers().at(turn.nowMs() + 1, nowMs -> tell(checkpoint, turn));
        }
    }

    private void tellAll(OffsetCheckpoint checkpoint) {
        tell(checkpoint, Integer.MAX_VALUE);
    }

    /** Also when there is no news: what could not be written last time is tried again then. */
    private void tell(OffsetCheckpoint checkpoint, int max) {
        Map<TopicPartition, Long> offsets =
                table.news().take(checkpoint, max, partition -> table.online(partition.name()) == partition);
        checkpoints.tell(checkpoint, offsets, table.news().isEmpty(checkpoint));
    }

    private void takeDueDeletions(long nowMs) {
        table.environment().deletions().takeDue(nowMs).forEach(deletions);
    }
}
