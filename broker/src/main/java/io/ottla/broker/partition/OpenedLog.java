package io.ottla.broker.partition;

import io.ottla.storage.log.PartitionLog;
import io.ottla.storage.log.RecoveredLog;
import io.ottla.wire.io.Uuid;

/** A log that was opened, on its way to its shard, and how its partition stood when that was done. */
record OpenedLog(RecoveredLog log, Uuid topicId, TopicSettings settings, Leadership leadership, long highWatermark) {
    /** The partition; on its shard. */
    Partition on(PartitionTable table) {
        PartitionLog opened = new PartitionLog(log, settings.log(), table.environment());
        return new Partition(topicId, opened, settings, leadership, highWatermark);
    }
}
