package io.ottla.broker.partition;

import io.ottla.storage.TopicPartition;
import io.ottla.storage.log.StorageFailure;

/** What a shard asks and tells the rest of the broker about its partitions. Safe from any thread. */
public interface PartitionKnowledge {
    /** Where a partition is, as far as the cluster's metadata is known at this moment. */
    enum Place {
        /** This broker has a replica of it, open or about to be. */
        HERE,
        /** It exists, on other brokers. */
        ELSEWHERE,
        /** There is none of this name. */
        NOWHERE
    }

    Place placeOf(TopicPartition name);

    /** A log dir failed. Told by every shard that meets it; the first counts. */
    void logDirFailed(StorageFailure failure);
}
