package io.ottla.broker.partition;

import io.ottla.broker.shard.ShardTurn;
import io.ottla.storage.TopicPartition;

/** Told what becomes of the partitions of some topics, on the shard that owns them. */
public interface PartitionWatcher {
    boolean watches(String topic);

    /** A partition can be used from now on, or its leader, or the leader's epoch, has changed. */
    void led(Partition partition, ShardTurn turn);

    /** A partition cannot be used any more, for whatever reason. */
    void gone(TopicPartition name);
}
