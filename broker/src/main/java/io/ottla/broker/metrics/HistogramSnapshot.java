package io.ottla.broker.metrics;

import java.util.Arrays;

/** The buckets of a {@link Histogram} at one moment. */
public final class HistogramSnapshot {
    private final long[] counts;
    private final long count;
    private final long sum;

    HistogramSnapshot(long[] counts, long sum) {
        this.counts = counts;
        this.count = Arrays.stream(counts).sum();
        this.sum = sum;
    }

    /** How many values were recorded. */
    public long count() {
        return count;
    }

    /** The sum of all recorded values. */
    public long sum() {
        return sum;
    }

    /**
     * A value that at least {@code quantile} of all recorded values do not exceed; 0 when nothing was recorded. It is the
     * upper bound of a bucket, so up to a quarter above the true quantile and never below it.
     *
     * @param quantile between 0 and 1
     */
    public long quantile(double quantile) {
        long wanted = (long) Math.ceil(quantile * count);
        long seen = 0;
        for (int bucket = 0; bucket < counts.length; bucket++) {
            seen += counts[bucket];
            if (seen >= wanted && seen > 0) {
                return Histogram.upperBoundOf(bucket);
            }
        }
        return 0;
    }
}
