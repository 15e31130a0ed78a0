package io.ottla.broker.transaction;

import io.ottla.broker.partition.Partition;
import io.ottla.broker.partition.PartitionFinder;
import io.ottla.broker.partition.PartitionTable;
import io.ottla.broker.partition.Partitions;
import io.ottla.broker.shard.Shard;
import io.ottla.broker.shard.ShardMessage;
import io.ottla.broker.shard.ShardTurn;
import io.ottla.storage.TopicPartition;
import io.ottla.wire.api.ErrorCode;

/** Partitions behind their guards, for those who are not on the partition's shard. */
public record GuardedPartitions(Partitions partitions, TransactionGuards guards) {

    /** Told once, on the partition's shard. */
    public interface Answer {
        /** @param ticket to append with */
        void admitted(long ticket);

        void refused(ErrorCode error);
    }

    /** Asks whether a batch may be written to a partition that this broker is to lead. */
    public void admit(TopicPartition name, TransactionalBatch batch, Answer answer) {
        Shard owner = partitions.ownerOf(name);
        owner.send(new ShardMessage() {
            @Override
            public void deliver(ShardTurn turn) {
                PartitionTable table = partitions.tableOf(owner);
                table.find(name, new Candidate(table, batch, turn, answer));
            }

            @Override
            public void failed(Throwable cause) {
                answer.refused(ErrorCode.NOT_LEADER_OR_FOLLOWER);
            }
        });
    }

    private final class Candidate implements PartitionFinder, TransactionGuards.Waiting {
        private final PartitionTable table;
        private final TransactionalBatch batch;
        private final ShardTurn turn;
        private final Answer answer;

        private Candidate(PartitionTable table, TransactionalBatch batch, ShardTurn turn, Answer answer) {
            this.table = table;
            this.batch = batch;
            this.turn = turn;
            this.answer = answer;
        }

        @Override
        public void found(Partition partition) {
            guards.admit(table, partition, batch, turn, this);
        }

        @Override
        public void missing(ErrorCode error) {
            answer.refused(error);
        }

        @Override
        public void admitted(Partition partition, long ticket, ShardTurn inTurn) {
            answer.admitted(ticket);
        }

        @Override
        public void refused(ErrorCode error) {
            answer.refused(error);
        }
    }
}
