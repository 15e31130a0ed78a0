package io.ottla.broker.partition;

import io.ottla.broker.shard.ShardTurn;
import io.ottla.storage.TopicPartition;
import io.ottla.storage.dirs.OffsetCheckpoint;
import io.ottla.storage.log.PendingDeletions;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/**
 * What is done for a shard's partitions from time to time: retention, flushes that are due by time, checkpoints, forgetting
 * producers. Long rounds are taken in steps, so that requests come in between.
 */
final class Housekeeping {
    private static final int PARTITIONS_PER_STEP = 64;

    private final PartitionTable table;
    private final HousekeepingIntervals intervals;
    private final BiConsumer<OffsetCheckpoint, Map<TopicPartition, Long>> checkpoints;
    private final Consumer<PendingDeletions.Deletion> deletions;
    private boolean stopped;

    Housekeeping(
            PartitionTable table,
            HousekeepingIntervals intervals,
            BiConsumer<OffsetCheckpoint, Map<TopicPartition, Long>> checkpoints,
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
            checkpoint(
                    OffsetCheckpoint.RECOVERY_POINT,
                    partition -> partition.log().recoveryPoint());
            checkpointCleaner();
            takeDueDeletions(turn.nowMs());
        });
        every(
                intervals.logStartMs(),
                turn,
                () -> checkpoint(
                        OffsetCheckpoint.LOG_START_OFFSET,
                        partition -> partition.log().logStartOffset()));
        every(
                intervals.highWatermarkMs(),
                turn,
                () -> checkpoint(OffsetCheckpoint.HIGH_WATERMARK, Partition::highWatermark));
    }

    /** Ends; on the shard's thread. */
    void stop() {
        stopped = true;
    }

    /** All checkpoints, as they are now. */
    void checkpointAll() {
        checkpoint(OffsetCheckpoint.RECOVERY_POINT, partition -> partition.log().recoveryPoint());
        checkpoint(
                OffsetCheckpoint.LOG_START_OFFSET, partition -> partition.log().logStartOffset());
        checkpoint(OffsetCheckpoint.HIGH_WATERMARK, Partition::highWatermark);
        checkpointCleaner();
    }

    /** How far logs are compacted; those that never were are left out. */
    void checkpointCleaner() {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        table.forEachOnline(partition ->
                partition.log().cleanedOffset().ifPresent(offset -> offsets.put(partition.name(), offset)));
        checkpoints.accept(OffsetCheckpoint.CLEANER, offsets);
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
        inSteps(new ArrayDeque<>(table.online(partition -> true)), turn, step);
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
            table.waits().changed(partition.name(), turn);
        }
    }

    private void flushIfDue(Partition partition, ShardTurn turn) {
        partition.log().dueFlush(turn.nowMs()).ifPresent(task -> table.flush(partition, task));
    }

    private void forgetProducers(Partition partition, ShardTurn turn) {
        partition.log().producers().removeExpired(turn.nowMs());
    }

    private void checkpoint(OffsetCheckpoint checkpoint, ToLongFunction<Partition> offset) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        table.forEachOnline(partition -> offsets.put(partition.name(), offset.applyAsLong(partition)));
        checkpoints.accept(checkpoint, offsets);
    }

    private void takeDueDeletions(long nowMs) {
        table.environment().deletions().takeDue(nowMs).forEach(deletions);
    }
}
