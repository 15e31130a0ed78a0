package io.ottla.storage.compaction;

import io.ottla.storage.segment.DatedSegment;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;

/**
 * How much of a log there is to compact.
 *
 * @param firstDirtyOffset where compaction has not been yet
 * @param firstUncleanableOffset where a segment begins that must stay as it is for now, and all that follow
 * @param cleanBytes before the dirty part
 * @param dirtyBytes of the part between the two offsets
 * @param delayMs by how much the oldest dirty record is older than {@code max.compaction.lag.ms}; 0 when none is
 */
public record DirtyRange(
        long firstDirtyOffset, long firstUncleanableOffset, long cleanBytes, long dirtyBytes, long delayMs) {

    /**
     * Where a log stands.
     *
     * @param limitOffset before it records are there to stay: replicated, durable, and their transactions decided
     * @param cleanedOffset where the last compaction ended; empty when there was none
     */
    public record Bounds(long logStartOffset, long limitOffset, long logEndOffset, OptionalLong cleanedOffset) {}

    /** @param segments all of the log, the active one last; their times are asked for only where they are to decide */
    public static DirtyRange of(
            List<? extends DatedSegment> segments, Bounds bounds, CompactionConfig config, long nowMs)
            throws IOException {
        long firstDirty = firstDirty(bounds);
        int active = segments.size() - 1;
        long limit = Math.min(bounds.limitOffset(), segments.get(active).baseOffset());
        int dirtyIndex = floor(segments, firstDirty);
        long horizonMs = nowMs - config.minLagMs();
        for (int i = dirtyIndex; config.minLagMs() > 0 && i < active; i++) {
            if (segments.get(i).maxTimestamp() > horizonMs) {
                limit = Math.min(limit, segments.get(i).baseOffset());
                break;
            }
        }
        int uncleanable = Math.min(active, floor(segments, Math.max(firstDirty, limit)));
        long cleanBytes = 0;
        long dirtyBytes = 0;
        for (int i = 0; i < segments.size(); i++) {
            cleanBytes +=
                    segments.get(i).baseOffset() < firstDirty ? segments.get(i).sizeBytes() : 0;
            dirtyBytes += i >= Math.min(dirtyIndex, uncleanable) && i < uncleanable
                    ? segments.get(i).sizeBytes()
                    : 0;
        }
        return new DirtyRange(
                firstDirty,
                segments.get(uncleanable).baseOffset(),
                cleanBytes,
                dirtyBytes,
                delayMs(segments.subList(Math.min(dirtyIndex, active), active), config, nowMs));
    }

    /** The progress may be of before a truncation, or of records that retention has deleted. */
    private static long firstDirty(Bounds bounds) {
        long cleaned = bounds.cleanedOffset().orElse(bounds.logStartOffset());
        boolean possible = cleaned >= bounds.logStartOffset() && cleaned <= bounds.logEndOffset();
        return possible ? cleaned : bounds.logStartOffset();
    }

    private static int floor(List<? extends DatedSegment> segments, long offset) {
        int index = segments.size() - 1;
        while (index > 0 && segments.get(index).baseOffset() > offset) {
            index--;
        }
        return index;
    }

    private static long delayMs(List<? extends DatedSegment> dirty, CompactionConfig config, long nowMs)
            throws IOException {
        long latestMs = nowMs - config.maxLagMs();
        long delayMs = 0;
        // As long as records may wait longer than time has been counted, none is late.
        for (int i = 0; latestMs > 0 && i < dirty.size(); i++) {
            long firstMs = dirty.get(i).firstTimestamp();
            if (firstMs > 0) {
                delayMs = Math.max(delayMs, latestMs - firstMs);
            }
        }
        return delayMs;
    }

    /** How much of what could be compacted is dirty, from 0 to 1. */
    public double ratio() {
        long total = cleanBytes + dirtyBytes;
        return total == 0 ? 0 : (double) dirtyBytes / total;
    }

    /** Whether it is worth the work, or has waited for too long. */
    public boolean isDue(double minCleanableRatio) {
        return dirtyBytes > 0 && (delayMs > 0 || ratio() > minCleanableRatio);
    }
}
