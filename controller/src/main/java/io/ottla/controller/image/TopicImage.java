package io.ottla.controller.image;

import io.ottla.wire.io.Uuid;
import org.pcollections.IntTreePMap;

/**
 * A topic and its partitions.
 *
 * @param partitions by partition id, in rising order; the ids are 0 to one less than their number
 */
public record TopicImage(String name, Uuid id, IntTreePMap<PartitionRegistration> partitions) {

    /** The partition; null when there is none of this id. */
    public PartitionRegistration partition(int partitionId) {
        return partitions.get(partitionId);
    }

    TopicImage with(int partitionId, PartitionRegistration partition) {
        return new TopicImage(name, id, partitions.plus(partitionId, partition));
    }
}
