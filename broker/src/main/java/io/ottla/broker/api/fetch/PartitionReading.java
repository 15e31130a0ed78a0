package io.ottla.broker.api.fetch;

import io.ottla.broker.fetchsession.FetchPartition;
import io.ottla.broker.partition.Partition;
import io.ottla.broker.partition.PartitionFinder;
import io.ottla.broker.shard.Gather;
import io.ottla.wire.api.ErrorCode;

/**
 * One partition of a fetch on its way through its shard: read as soon as it is found.
 *
 * @param place the partition's place among all of the fetch
 */
record PartitionReading(ShardReader reader, FetchPartition asked, Gather.Part<FetchedRecords> part, int place)
        implements PartitionFinder {

    @Override
    public void found(Partition partition) {
        part.answer(place, reader.read(partition, asked));
    }

    @Override
    public void missing(ErrorCode error) {
        part.answer(place, FetchedRecords.failed(asked.target(), error));
    }
}
