package io.ottla.wire.batch;

/**
 * Arithmetic of a producer's sequence numbers, one a record: 0 to {@link Integer#MAX_VALUE}, then 0 again. There is no
 * room for a negative one, which is why plain {@code int} addition would be wrong.
 */
public final class Sequence {
    private Sequence() {}

    /** The sequence {@code count} records after {@code sequence}; {@code count} is not negative. */
    public static int plus(int sequence, int count) {
        return (sequence + count) & Integer.MAX_VALUE;
    }

    /** The sequence {@code count} records before {@code sequence}; {@code count} is not negative. */
    public static int minus(int sequence, int count) {
        return (sequence - count) & Integer.MAX_VALUE;
    }

    /** Whether a batch that starts at {@code next} continues one that ended at {@code last}. */
    public static boolean follows(int last, int next) {
        return next == last + 1L || (next == 0 && last == Integer.MAX_VALUE);
    }
}
