package io.ottla.broker.transaction;

import io.ottla.broker.coordinator.transaction.OngoingTransactions;
import io.ottla.broker.metrics.Metrics;
import io.ottla.broker.partition.Partition;
import io.ottla.broker.partition.PartitionTable;
import io.ottla.broker.partition.Partitions;
import io.ottla.broker.shard.ShardTurn;
import io.ottla.wire.api.ErrorCode;
import java.util.List;

/** All guards: one for each shard. */
public final class TransactionGuards {
    private final Partitions partitions;
    private final List<ShardGuard> guards;

    public TransactionGuards(
            Partitions partitions, OngoingTransactions transactions, GuardSettings settings, Metrics metrics) {
        GuardMetrics counts = GuardMetrics.of(metrics);
        this.partitions = partitions;
        this.guards = partitions.shards().stream()
                .map(shard -> new ShardGuard(partitions.tableOf(shard), transactions, settings, counts))
                .toList();
    }

    /** Sets whether guards verify ({@link GuardSettings#verifies}), while they are at work. From any thread. */
    public void configure(boolean verifies) {
        partitions
                .shards()
                .forEach(shard -> shard.send(turn -> guards.get(shard.index()).configure(verifies)));
    }

    /** Who waits to be let through. Told once, on the partition's shard, and in the order in which batches came. */
    public interface Waiting {
        /** @param ticket to append with */
        void admitted(Partition partition, long ticket, ShardTurn turn);

        void refused(ErrorCode error);
    }

    /**
     * Lets a batch through to a partition: at once when its transaction is open there, else when the coordinator has said so.
     * On the partition's shard.
     */
    public void admit(
            PartitionTable table, Partition partition, TransactionalBatch batch, ShardTurn turn, Waiting waiting) {
        guards.get(table.shard().index()).admit(partition, batch, turn, waiting);
    }
}
