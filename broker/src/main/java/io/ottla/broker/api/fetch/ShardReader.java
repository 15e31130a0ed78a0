package io.ottla.broker.api.fetch;

import io.ottla.broker.fetchsession.FetchPartition;
import io.ottla.broker.partition.Partition;
import io.ottla.broker.partition.PartitionTable;
import io.ottla.broker.shard.ShardTurn;
import io.ottla.wire.api.ErrorCode;

/** Reads the partitions that one shard has of a fetch, one after the other, within the fetch's budget. */
final class ShardReader {
    private final PartitionTable table;
    private final ShardTurn turn;
    private final FetchTerms terms;
    private final FetchBudget budget;

    ShardReader(PartitionTable table, ShardTurn turn, FetchTerms terms) {
        this.table = table;
        this.turn = turn;
        this.terms = terms;
        this.budget = new FetchBudget(terms.maxBytes());
    }

    FetchedRecords read(Partition partition, FetchPartition asked) {
        FetchedRecords fetched = table.guarded(
                partition,
                turn,
                () -> PartitionRead.read(partition, asked, terms, budget.bytesLeft(), budget.atLeast()),
                () -> FetchedRecords.failed(asked.target(), ErrorCode.KAFKA_STORAGE_ERROR));
        budget.spend(fetched.recordsSizeInBytes());
        return fetched;
    }
}
