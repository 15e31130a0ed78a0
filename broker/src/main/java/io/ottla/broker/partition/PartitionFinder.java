package io.ottla.broker.partition;

import io.ottla.wire.api.ErrorCode;

/** Who looks for a partition. */
public interface PartitionFinder {
    /** The partition is here. */
    void found(Partition partition);

    /** It is not, or cannot be used. */
    void missing(ErrorCode error);
}
