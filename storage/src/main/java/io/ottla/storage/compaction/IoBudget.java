package io.ottla.storage.compaction;

/** Keeps the reading and writing of one thread below a rate: tells how long to pause after each piece. */
public final class IoBudget {
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    /** What the thread was slow at may be caught up on, but not more than this. */
    private static final long CATCH_UP_NANOS = NANOS_PER_SECOND / 10;

    private long paidUntilNanos = Long.MIN_VALUE;

    /**
     * How long to pause once so many bytes were read or written.
     *
     * @param bytesPerSecond of reading and writing together; any large number means without limit
     */
    public long pauseNanos(long bytes, double bytesPerSecond, long nowNanos) {
        if (!(bytesPerSecond > 0)) {
            throw new IllegalArgumentException("nothing could ever be done at " + bytesPerSecond + " bytes a second");
        }
        long costNanos = (long) Math.min(Long.MAX_VALUE / 4.0, bytes / bytesPerSecond * NANOS_PER_SECOND);
        boolean first = paidUntilNanos == Long.MIN_VALUE;
        long from = first ? nowNanos : Math.max(paidUntilNanos, nowNanos - CATCH_UP_NANOS);
        paidUntilNanos = from + costNanos;
        return Math.max(0, paidUntilNanos - nowNanos);
    }
}
