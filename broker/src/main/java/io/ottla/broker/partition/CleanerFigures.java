package io.ottla.broker.partition;

import io.ottla.storage.compaction.CompactionCount;
import io.ottla.storage.compaction.DirtyRange;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What is told of the compaction of one shard's logs. Written by the shard; read, as it stands, by whoever looks at the
 * metrics.
 */
final class CleanerFigures {
    private static final double PERCENT = 100;

    private volatile Last last = new Last(0, 0, 0, 0);
    private volatile Look look = new Look(0, 0, 0, Map.of());

    /** The compaction that ended last. */
    record Last(long bytesRead, long bytesWritten, long mapPercent, long tookMs) {}

    /**
     * How the logs stood when they were looked through last.
     *
     * @param atMs when that was
     * @param dirtyPercent how much of the dirtiest is dirty
     * @param delayMs by how much the most belated is late
     * @param uncleanable the logs that are not compacted any more, by data folder
     */
    record Look(long atMs, long dirtyPercent, long delayMs, Map<Path, Uncleanable> uncleanable) {}

    /** Logs that were found to be damaged. */
    record Uncleanable(long partitions, long bytes) {
        static final Uncleanable NONE = new Uncleanable(0, 0);

        private Uncleanable plus(long moreBytes) {
            return new Uncleanable(partitions + 1, bytes + moreBytes);
        }
    }

    /** One look through the logs, while it lasts. */
    static final class Looking {
        private double dirty;
        private long delayMs;
        private final Map<Path, Uncleanable> uncleanable = new HashMap<>();

        void saw(Partition partition) {
            if (partition.log().isUncleanable()) {
                Path dir = partition.log().folder().getParent();
                Uncleanable before = uncleanable.getOrDefault(dir, Uncleanable.NONE);
                uncleanable.put(dir, before.plus(partition.log().sizeBytes()));
            }
        }

        void saw(DirtyRange range) {
            dirty = Math.max(dirty, range.ratio());
            delayMs = Math.max(delayMs, range.delayMs());
        }
    }

    void looked(Looking seen, long nowMs) {
        look = new Look(nowMs, Math.round(seen.dirty * PERCENT), seen.delayMs, Map.copyOf(seen.uncleanable));
    }

    void compacted(CompactionCount count, long tookMs) {
        last = new Last(count.bytesRead(), count.bytesWritten(), Math.round(count.mapUtilization() * PERCENT), tookMs);
    }

    Last last() {
        return last;
    }

    Look look() {
        return look;
    }
}
