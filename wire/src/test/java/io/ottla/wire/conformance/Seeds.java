package io.ottla.wire.conformance;

import java.util.Random;

/**
 * Where the tests' chance comes from: one number for a run, {@code -Dottla.seed=N} to choose another, mixed with what is
 * tested, so that each case can be repeated alone.
 */
public final class Seeds {
    private static final long RUN = Long.getLong("ottla.seed", 20_260_101L);

    private Seeds() {}

    public static Random random(Object subject, int version, int round) {
        long mixed = RUN;
        mixed = mixed * 31 + subject.toString().hashCode();
        mixed = mixed * 31 + version;
        mixed = mixed * 31 + round;
        return new Random(mixed);
    }

    /** What a failure has to say to be repeated. */
    public static String describe(Object subject, int version, int round) {
        return subject + " version " + version + ", round " + round + " of -Dottla.seed=" + RUN;
    }
}
