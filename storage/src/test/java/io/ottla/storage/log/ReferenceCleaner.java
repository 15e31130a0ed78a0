package io.ottla.storage.log;

import org.apache.kafka.common.utils.Time;
import org.apache.kafka.storage.internals.log.Cleaner;
import org.apache.kafka.storage.internals.log.LogToClean;
import org.apache.kafka.storage.internals.log.SkimpyOffsetMap;
import org.apache.kafka.storage.internals.log.UnifiedLog;
import org.apache.kafka.storage.internals.utils.Throttler;

/** The reference's own cleaner, on one of its logs. */
final class ReferenceCleaner {
    private final UnifiedLog log;
    private final Cleaner cleaner;
    private long cleanedOffset;

    ReferenceCleaner(UnifiedLog log, int mapBytes) throws Exception {
        this.log = log;
        this.cleaner = new Cleaner(
                0,
                new SkimpyOffsetMap(mapBytes, "MD5"),
                4000,
                1_000_000,
                0.9,
                new Throttler(Double.MAX_VALUE, 300, "io", "bytes", Time.SYSTEM),
                Time.SYSTEM,
                partition -> {});
    }

    long cleanedOffset() {
        return cleanedOffset;
    }

    /** Cleans what can be. Returns whether there was something. */
    boolean clean(long nowMs) throws Exception {
        long uncleanable = Math.min(log.lastStableOffset(), log.activeSegment().baseOffset());
        LogToClean toClean = new LogToClean(log, cleanedOffset, Math.max(cleanedOffset, uncleanable), false);
        if (toClean.cleanableBytes() == 0) {
            return false;
        }
        cleanedOffset = cleaner.doClean(toClean, nowMs).getKey();
        return true;
    }

    void finish(long nowMs) throws Exception {
        while (clean(nowMs)) {
            // Goes on to the end.
        }
    }
}
