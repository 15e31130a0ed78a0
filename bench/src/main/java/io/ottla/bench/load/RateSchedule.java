package io.ottla.bench.load;

/**
 * When each request of a steady stream is meant to be sent. The stream is dealt out to several lanes in turn, so that their
 * requests are spread over time and do not come all at once.
 */
final class RateSchedule {
    private static final double NANOS_PER_SECOND = 1e9;

    private final long startNanos;
    private final double nanosBetween;
    private final int lanes;

    RateSchedule(long startNanos, double requestsPerSecond, int lanes) {
        if (requestsPerSecond <= 0) {
            throw new IllegalArgumentException("a rate of " + requestsPerSecond);
        }
        this.startNanos = startNanos;
        this.nanosBetween = NANOS_PER_SECOND / requestsPerSecond;
        this.lanes = lanes;
    }

    /** When request {@code number} of lane {@code lane} is due; both count from 0. */
    long dueNanos(int lane, long number) {
        return startNanos + (long) ((number * lanes + lane) * nanosBetween);
    }
}
