package io.ottla.broker.partition;

import io.ottla.broker.shard.ShardTurn;
import io.ottla.storage.TopicPartition;
import io.ottla.storage.log.AtLeast;
import io.ottla.storage.log.DiskFull;
import io.ottla.storage.log.LogRecovery;
import io.ottla.storage.log.LogSlice;
import io.ottla.storage.log.PartitionLog;
import io.ottla.storage.log.ReadResult;
import io.ottla.storage.log.RecoveredLog;
import io.ottla.storage.log.RecoveryRequest;
import io.ottla.storage.log.StorageFailure;
import io.ottla.storage.producer.ProducerSettings;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves replicas of one shard to other data folders while they are written. The copying is done elsewhere, piece by piece; the
 * last piece, when little is left, by the shard itself, so that nothing comes in between that and the swap. Owned by the
 * shard.
 */
final class ShardMoves {
    private static final Logger LOG = LoggerFactory.getLogger(ShardMoves.class);
    private static final int PIECE_BYTES = 1 << 20;
    private static final int LAST_PIECE_BYTES = 256 * 1024;
    private static final long PAUSE_MS = 100;

    private final PartitionTable table;
    private final DiskWork copiers;
    private final ProducerSettings producerSettings;
    private final Outcome outcome;
    private final Map<TopicPartition, ReplicaMove> moves = new TreeMap<>();
    private boolean stopped;

    /** Where it is told how moves end; called on the shard. */
    interface Outcome {
        void moved(ReplicaMove move);

        /** The log stays where it is; the copy is abandoned. */
        void dropped(ReplicaMove move);
    }

    ShardMoves(PartitionTable table, DiskWork copiers, ProducerSettings producerSettings, Outcome outcome) {
        this.table = table;
        this.copiers = copiers;
        this.producerSettings = producerSettings;
        this.outcome = outcome;
    }

    /** The moves that are under way, by partition. */
    Map<TopicPartition, ReplicaMove> underWay() {
        return moves;
    }

    void begin(ReplicaMove move, ShardTurn turn) {
        moves.put(move.partition(), move);
        step(move, turn);
    }

    /** No step is begun any more. */
    void stop() {
        stopped = true;
    }

    /** Lets go of all copies; nothing is copied any more. */
    void abandonAll() {
        moves.values().forEach(move -> move.copy().abandon());
        moves.clear();
    }

    private Optional<Partition> partitionOf(ReplicaMove move) {
        Partition partition = table.online(move.partition());
        boolean there = partition != null && partition.topicId().equals(move.topicId());
        return there && !move.isCancelled() ? Optional.of(partition) : Optional.empty();
    }

    private void step(ReplicaMove move, ShardTurn turn) {
        if (stopped) {
            return;
        }
        Optional<Partition> partition = partitionOf(move);
        boolean goesOn = partition.isPresent()
                && table.guarded(partition.get(), turn, () -> step(move, partition.get(), turn), () -> false);
        if (!goesOn) {
            drop(move);
        }
    }

    /** Returns false when the move has failed. */
    private boolean step(ReplicaMove move, Partition partition, ShardTurn turn) {
        switch (move.next(partition)) {
            case MovePlan.Next.Copy copy -> copy(move, partition, copy.fromOffset(), turn);
            case MovePlan.Next.CopyAnew copy -> {
                move.copyAnew();
                copy(move, partition, copy.fromOffset(), turn);
            }
            case MovePlan.Next.Wait wait -> {
                partition.log().cancelCompaction();
                later(move, turn);
            }
            case MovePlan.Next.Finish finish -> finish(move, partition, finish.fromOffset(), turn);
        }
        return true;
    }

    private void later(ReplicaMove move, ShardTurn turn) {
        turn.timers().at(turn.nowMs() + PAUSE_MS, nowMs -> table.shard().send(next -> step(move, next)));
    }

    private void copy(ReplicaMove move, Partition partition, long fromOffset, ShardTurn turn) {
        if (!move.copy().hasRoomFor(PIECE_BYTES, turn.nowMs())) {
            later(move, turn);
            return;
        }
        long end = partition.log().logEndOffset();
        LogSlice slice = read(partition, fromOffset, PIECE_BYTES, end);
        long nowMs = turn.nowMs();
        copiers.submit(
                () -> move.copyInBackground(slice, fromOffset, end, nowMs),
                failure -> table.shard().send(next -> copied(move, failure, next)));
    }

    private static LogSlice read(Partition partition, long fromOffset, int maxBytes, long end) {
        ReadResult read = partition.log().read(fromOffset, maxBytes, AtLeast.ONE_BATCH, end);
        if (read instanceof LogSlice slice) {
            return slice;
        }
        throw new IllegalStateException("no offset " + fromOffset + " in " + partition);
    }

    private void copied(ReplicaMove move, Optional<StorageFailure> failure, ShardTurn turn) {
        if (failure.isPresent() && failure.get() instanceof DiskFull) {
            later(move, turn);
            return;
        }
        if (failure.isPresent()) {
            LOG.error("{} is not moved to {}", move.partition(), move.future().dir(), failure.get());
            drop(move);
            table.storageFailed(failure.get(), turn);
            return;
        }
        move.noteCopied();
        step(move, turn);
    }

    /** Copies what is left, if that is little, and swaps; else there is more to copy first. */
    private void finish(ReplicaMove move, Partition partition, long fromOffset, ShardTurn turn) {
        long end = partition.log().logEndOffset();
        if (fromOffset < end) {
            LogSlice slice = read(partition, fromOffset, LAST_PIECE_BYTES, end);
            move.copy(slice, fromOffset, turn.nowMs());
            move.noteCopied();
        }
        if (move.copiedTo() < end || partition.log().hasStaged()) {
            table.shard().send(next -> step(move, next));
            return;
        }
        swap(move, partition, turn);
    }

    private void swap(ReplicaMove move, Partition partition, ShardTurn turn) {
        move.copy().close();
        RecoveredLog copy = LogRecovery.recover(
                table.environment().disk(),
                new RecoveryRequest(
                        move.partition(),
                        move.future().folder(),
                        partition.settings().log(),
                        producerSettings,
                        partition.log().logStartOffset(),
                        move.copiedTo(),
                        true,
                        turn.nowMs(),
                        OptionalLong.empty()));
        move.swap().run(table.environment().disk());
        PartitionLog before = partition.log();
        partition.moveTo(new PartitionLog(
                before.continuedIn(copy, move.swap().live(), move.cleanedOffset()),
                partition.settings().log(),
                table.environment()));
        before.abandon();
        moves.remove(move.partition(), move);
        LOG.info("Moved {} to {}", move.partition(), move.future().dir());
        table.touch(partition, turn);
        outcome.moved(move);
    }

    private void drop(ReplicaMove move) {
        move.copy().abandon();
        moves.remove(move.partition(), move);
        outcome.dropped(move);
    }
}
