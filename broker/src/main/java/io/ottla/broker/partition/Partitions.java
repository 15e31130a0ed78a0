package io.ottla.broker.partition;

import io.ottla.broker.shard.Shard;
import io.ottla.broker.shard.Shards;
import io.ottla.storage.TopicPartition;
import io.ottla.storage.log.LogEnvironment;
import java.util.List;
import java.util.function.Supplier;

/** All partitions of the broker: which shard owns which, and each shard's table. Immutable; the tables are their shards'. */
public final class Partitions {
    private final Shards shards;
    private final List<PartitionTable> tables;

    /** @param environments makes what the logs of one shard share */
    public Partitions(
            Shards shards, PartitionKnowledge knowledge, DiskWork disk, Supplier<LogEnvironment> environments) {
        this.shards = shards;
        this.tables = shards.all().stream()
                .map(shard -> new PartitionTable(shard, knowledge, disk, environments.get()))
                .toList();
    }

    /** The shard that owns a partition, whether or not there is such a partition. */
    public Shard ownerOf(TopicPartition name) {
        return shards.ownerOf(name.topic(), name.partition());
    }

    /** The table of {@code shard}; to be touched on its thread only. */
    public PartitionTable tableOf(Shard shard) {
        return tables.get(shard.index());
    }

    /** The table that has the partition, or would have it; to be touched on its shard's thread only. */
    public PartitionTable tableOf(TopicPartition name) {
        return tableOf(ownerOf(name));
    }

    public List<Shard> shards() {
        return shards.all();
    }
}
