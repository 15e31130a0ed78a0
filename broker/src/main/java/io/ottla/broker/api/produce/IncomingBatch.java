package io.ottla.broker.api.produce;

import io.ottla.broker.partition.AppendReply;
import io.ottla.broker.partition.Partition;
import io.ottla.broker.partition.PartitionFinder;
import io.ottla.broker.partition.PartitionTable;
import io.ottla.broker.shard.Gather;
import io.ottla.broker.shard.ShardTurn;
import io.ottla.storage.TopicPartition;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.batch.Admission;

/**
 * What a producer sent for one partition, after the checks that need only the batch itself.
 *
 * @param place the partition's place in the request
 * @param admission whether the batch may be appended, as far as it alone goes
 */
record IncomingBatch(int place, TopicPartition partition, Admission admission) {

    /** Its way through its shard. */
    record Append(
            IncomingBatch batch,
            short acks,
            PartitionTable table,
            ShardTurn turn,
            Gather.Part<AppendReply> part,
            int item)
            implements PartitionFinder {

        @Override
        public void found(Partition partition) {
            switch (batch.admission()) {
                case Admission.Refused refused -> answer(refusal(partition, refused));
                case Admission.Admitted admitted -> append(partition, admitted);
            }
        }

        @Override
        public void missing(ErrorCode error) {
            answer(AppendReply.refused(error));
        }

        private void append(Partition partition, Admission.Admitted admitted) {
            boolean taken = table.guarded(
                    partition,
                    turn,
                    () -> {
                        partition.append(admitted.batch().bytes(), acks, turn.nowMs(), this::answer);
                        return true;
                    },
                    () -> false);
            if (taken) {
                table.touch(partition, turn);
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
            part.answer(item, reply);
        }
    }
}
