package io.ottla.broker.metrics;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts values in buckets that grow with the value: four buckets to each power of two, so a quantile read back is at
 * most a quarter off, at 2 KB a histogram whatever is recorded.
 *
 * <pre>
 *   value   0 1 2 3 | 4  5  6  7 | 8-9 10-11 12-13 14-15 | 16-19 ...
 *   bucket  0 1 2 3 | 4  5  6  7 | 8   9     10    11    | 12    ...
 * </pre>
 */
public final class Histogram {
    static final int BUCKETS_PER_DOUBLING_LOG2 = 2;
    static final int BUCKETS_PER_DOUBLING = 1 << BUCKETS_PER_DOUBLING_LOG2;
    static final int BUCKETS = (Long.SIZE - BUCKETS_PER_DOUBLING_LOG2) * BUCKETS_PER_DOUBLING;

    private final AtomicLongArray counts = new AtomicLongArray(BUCKETS);
    private final LongAdder sum = new LongAdder();

    Histogram() {}

    /** Records one value; below zero counts as zero. */
    public void record(long value) {
        long recorded = Math.max(0, value);
        counts.getAndIncrement(bucketOf(recorded));
        sum.add(recorded);
    }

    public HistogramSnapshot snapshot() {
        long[] copy = new long[BUCKETS];
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            copy[bucket] = counts.get(bucket);
        }
        return new HistogramSnapshot(copy, sum.sum());
    }

    static int bucketOf(long value) {
        if (value < BUCKETS_PER_DOUBLING) {
            return (int) value;
        }
        int doubling = Long.SIZE - 1 - Long.numberOfLeadingZeros(value) - BUCKETS_PER_DOUBLING_LOG2;
        int step = (int) (value >>> doubling) - BUCKETS_PER_DOUBLING;
        return (doubling + 1) * BUCKETS_PER_DOUBLING + step;
    }

    /** The largest value that falls into {@code bucket}. */
    static long upperBoundOf(int bucket) {
        if (bucket < BUCKETS_PER_DOUBLING) {
            return bucket;
        }
        int doubling = bucket / BUCKETS_PER_DOUBLING - 1;
        long firstOfNext = bucket % BUCKETS_PER_DOUBLING + BUCKETS_PER_DOUBLING + 1L;
        return (firstOfNext << doubling) - 1;
    }
}
