package io.ottla.bench.load;

import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/** What was answered so far. One thread counts, another may read. */
public final class Tally {
    private static final int DIGITS = 3;

    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong records = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong errors = new AtomicLong();
    private final SingleWriterRecorder latencyNanos = new SingleWriterRecorder(DIGITS);
    private volatile String firstError;

    public void add(long moreRecords, long moreBytes) {
        add(requests, 1);
        add(records, moreRecords);
        add(bytes, moreBytes);
    }

    void latency(long nanos) {
        latencyNanos.recordValue(Math.max(0, nanos));
    }

    public void error(String what) {
        if (firstError == null) {
            firstError = what;
        }
        add(errors, 1);
    }

    /** What went wrong first; null when nothing did. */
    public String firstError() {
        return firstError;
    }

    public Counts counts() {
        return new Counts(requests.get(), records.get(), bytes.get(), errors.get());
    }

    /** The latencies since this was asked for last. */
    public Histogram takeLatencies() {
        return latencyNanos.getIntervalHistogram();
    }

    /** One thread writes, so there is nothing to compare and swap. */
    private static void add(AtomicLong sum, long more) {
        sum.lazySet(sum.getPlain() + more);
    }
}
