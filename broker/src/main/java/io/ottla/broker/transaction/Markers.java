package io.ottla.broker.transaction;

import io.ottla.broker.coordinator.runtime.Coordinators;
import io.ottla.broker.coordinator.runtime.TransactionEnd;
import io.ottla.broker.coordinator.transaction.MarkerWriter;
import io.ottla.broker.partition.AppendReply;
import io.ottla.broker.partition.Partition;
import io.ottla.broker.partition.PartitionFinder;
import io.ottla.broker.partition.PartitionTable;
import io.ottla.broker.partition.Partitions;
import io.ottla.broker.shard.Shard;
import io.ottla.broker.shard.ShardMessage;
import io.ottla.broker.shard.ShardOverloadedException;
import io.ottla.broker.shard.ShardTurn;
import io.ottla.storage.TopicPartition;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.batch.TransactionMarker;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes markers to the partitions that this broker leads. Those of the group coordinators' topic go through the coordinators,
 * whose pending offsets they settle.
 */
public final class Markers implements MarkerWriter {
    private final Partitions partitions;
    private final Coordinators<?, ?, ?> groups;

    public Markers(Partitions partitions, Coordinators<?, ?, ?> groups) {
        this.partitions = partitions;
        this.groups = groups;
    }

    @Override
    public void write(Marker marker, Collection<TopicPartition> targets, Answer answer) {
        TransactionEnd end = new TransactionEnd(
                marker.producerId(),
                marker.producerEpoch(),
                new TransactionMarker(marker.committed(), marker.coordinatorEpoch()),
                marker.transactionVersion());
        Map<Shard, List<TopicPartition>> byShard = new LinkedHashMap<>();
        for (TopicPartition target : targets) {
            if (target.topic().equals(groups.topic())) {
                writeToCoordinator(target, end, answer);
            } else {
                byShard.computeIfAbsent(partitions.ownerOf(target), any -> new ArrayList<>())
                        .add(target);
            }
        }
        byShard.forEach((shard, ofShard) -> send(shard, new OnShard(partitions.tableOf(shard), ofShard, end, answer)));
    }

    private static void send(Shard shard, OnShard message) {
        try {
            shard.send(message);
        } catch (ShardOverloadedException overloaded) {
            message.failed(overloaded);
        }
    }

    /** That a coordinator is not there, or not yet, is something that transaction coordinators know of partitions alone. */
    private void writeToCoordinator(TopicPartition target, TransactionEnd end, Answer answer) {
        try {
            groups.endTransaction(target.partition(), end, error -> answer.written(target, told(error)));
        } catch (ShardOverloadedException overloaded) {
            answer.written(target, ErrorCode.NOT_LEADER_OR_FOLLOWER);
        }
    }

    private static ErrorCode told(ErrorCode ofCoordinator) {
        return switch (ofCoordinator) {
            case COORDINATOR_NOT_AVAILABLE, COORDINATOR_LOAD_IN_PROGRESS, NOT_COORDINATOR ->
                ErrorCode.NOT_LEADER_OR_FOLLOWER;
            default -> ofCoordinator;
        };
    }

    /** The partitions of one shard. */
    private static final class OnShard implements ShardMessage {
        private final PartitionTable table;
        private final List<TopicPartition> targets;
        private final TransactionEnd end;
        private final Answer answer;
        private final Set<TopicPartition> answered = new HashSet<>();

        private OnShard(PartitionTable table, List<TopicPartition> targets, TransactionEnd end, Answer answer) {
            this.table = table;
            this.targets = targets;
            this.end = end;
            this.answer = answer;
        }

        @Override
        public void deliver(ShardTurn turn) {
            for (TopicPartition target : targets) {
                table.find(target, new PartitionFinder() {
                    @Override
                    public void found(Partition partition) {
                        append(partition, turn);
                    }

                    @Override
                    public void missing(ErrorCode error) {
                        tell(target, error);
                    }
                });
            }
        }

        private void append(Partition partition, ShardTurn turn) {
            boolean taken = table.guarded(
                    partition,
                    turn,
                    () -> {
                        partition.appendMarker(
                                end.batch(turn.nowMs()),
                                end.transactionVersion(),
                                turn.nowMs(),
                                reply -> tell(partition.name(), errorOf(reply)));
                        return true;
                    },
                    () -> false);
            if (taken) {
                table.touch(partition, turn);
            } else {
                tell(partition.name(), ErrorCode.KAFKA_STORAGE_ERROR);
            }
        }

        private static ErrorCode errorOf(AppendReply reply) {
            return reply instanceof AppendReply.Refused refused ? refused.error() : ErrorCode.NONE;
        }

        private void tell(TopicPartition target, ErrorCode error) {
            if (answered.add(target)) {
                answer.written(target, error);
            }
        }

        /** Nobody knows then whether the markers were written. The coordinator asks again, and writing one twice does no harm. */
        @Override
        public void failed(Throwable cause) {
            targets.forEach(target -> tell(target, ErrorCode.NOT_LEADER_OR_FOLLOWER));
        }
    }
}
