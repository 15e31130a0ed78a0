package io.ottla.storage.retention;

import java.io.IOException;
import java.util.List;

/**
 * Decides how many of a log's oldest segments are to be deleted: by where the log starts, then by its size, then by age, each
 * from the oldest segment on and only as far as it goes. A segment that is not wholly below the high watermark stays, since
 * the log could not start behind it.
 *
 * @param retentionMs how old a segment's newest record may be; negative: any age
 * @param retentionBytes how large the log may be; negative: any size
 */
public record Retention(long retentionMs, long retentionBytes) {
    /** Keeps all but what lies before the log's start. */
    public static final Retention FOREVER = new Retention(-1, -1);

    /** A segment, oldest first in a list. */
    public interface Segment {
        long baseOffset();

        int sizeBytes();

        /** Time of the newest record. Asked only of segments whose age is to decide. */
        long newestMs() throws IOException;
    }

    /** Where a log begins and ends. */
    public record Bounds(long logStartOffset, long highWatermark, long logEndOffset) {}

    /**
     * How many of the first segments are to go. It may be all of them; the log then starts a new one. An empty last segment
     * always stays.
     */
    public int count(List<? extends Segment> segments, Bounds bounds, long nowMs) throws IOException {
        int deletable = deletable(segments, bounds);
        int count = 0;
        while (count < deletable
                && count + 1 < segments.size()
                && segments.get(count + 1).baseOffset() <= bounds.logStartOffset()) {
            count++;
        }
        long excess = excess(segments.subList(count, segments.size()));
        while (retentionBytes >= 0
                && count < deletable
                && excess >= segments.get(count).sizeBytes()) {
            excess -= segments.get(count).sizeBytes();
            count++;
        }
        while (retentionMs >= 0
                && count < deletable
                && nowMs - segments.get(count).newestMs() > retentionMs) {
            count++;
        }
        return count;
    }

    private static int deletable(List<? extends Segment> segments, Bounds bounds) {
        int count = 0;
        while (count < segments.size()) {
            boolean last = count + 1 == segments.size();
            long endOffset =
                    last ? bounds.logEndOffset() : segments.get(count + 1).baseOffset();
            if (endOffset > bounds.highWatermark()
                    || (last && segments.get(count).sizeBytes() == 0)) {
                break;
            }
            count++;
        }
        return count;
    }

    private long excess(List<? extends Segment> segments) {
        long size = 0;
        for (Segment segment : segments) {
            size += segment.sizeBytes();
        }
        return size - retentionBytes;
    }
}
