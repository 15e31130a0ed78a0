package io.ottla.broker.api.produce;

import io.ottla.broker.partition.AppendReply;
import io.ottla.broker.partition.Partition;
import io.ottla.broker.partition.PartitionFinder;
import io.ottla.broker.partition.PartitionTable;
import io.ottla.broker.shard.Gather;
import io.ottla.broker.shard.ShardTurn;
import io.ottla.broker.transaction.TransactionGuards;
import io.ottla.broker.transaction.TransactionalBatch;
import io.ottla.storage.TopicPartition;
import io.ottla.storage.producer.Verification;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.batch.Admission;
import java.nio.ByteBuffer;

/**
 * What a producer sent for one partition, after the checks that need only the batch itself.
 *
 * @param place the partition's place in the request
 * @param admission whether the batch may be appended, as far as it alone goes
 * @param transaction what the batch is part of; null when it is part of none
 */
record IncomingBatch(int place, TopicPartition partition, Admission admission, TransactionalBatch transaction) {

    /** What all batches of a request have in common on one shard. */
    record Way(
            short acks,
            PartitionTable table,
            TransactionGuards guards,
            ShardTurn turn,
            Gather.Part<AppendReply> part) {}

    /** Its way through its shard. */
    record Append(IncomingBatch batch, Way way, int item) implements PartitionFinder, TransactionGuards.Waiting {

        @Override
        public void found(Partition partition) {
            switch (batch.admission()) {
                case Admission.Refused refused -> answer(refusal(partition, refused));
                case Admission.Admitted admitted -> {
                    if (batch.transaction() == null) {
                        append(partition, admitted.batch().bytes(), Verification.NO_TICKET);
                    } else {
                        way.guards().admit(way.table(), partition, batch.transaction(), way.turn(), this);
                    }
                }
            }
        }

        @Override
        public void missing(ErrorCode error) {
            answer(AppendReply.refused(error));
        }

        @Override
        public void admitted(Partition partition, long ticket, ShardTurn turn) {
            if (batch.admission() instanceof Admission.Admitted admitted) {
                append(partition, admitted.batch().bytes(), ticket);
            }
        }

        @Override
        public void refused(ErrorCode error) {
            answer(GuardRefusals.reply(error, batch.transaction().protocol()));
        }

        private void append(Partition partition, ByteBuffer bytes, long ticket) {
            ShardTurn turn = way.turn();
            boolean taken = way.table()
                    .guarded(
                            partition,
                            turn,
                            () -> {
                                partition.appendVerified(bytes, ticket, way.acks(), turn.nowMs(), this::answer);
                                return true;
                            },
                            () -> false);
            if (taken) {
                way.table().touch(partition, turn);
            } else {
                answer(AppendReply.refused(ErrorCode.KAFKA_STORAGE_ERROR));
            }
        }

        /** That the partition is led elsewhere says more than what is wrong with the batch. */
        private static AppendReply refusal(Partition partition, Admission.Refused refused) {
            if (!partition.leadership().leads()) {
                return AppendReply.refused(ErrorCode.NOT_LEADER_OR_FOLLOWER);
            }
            return partition.refuse(refused);
        }

        private void answer(AppendReply reply) {
            way.part().answer(item, reply);
        }
    }
}
