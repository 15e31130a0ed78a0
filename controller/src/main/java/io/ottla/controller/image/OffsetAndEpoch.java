package io.ottla.controller.image;

import java.util.Comparator;

/** A place in the log, and the epoch of the leader that wrote there. */
public record OffsetAndEpoch(long offset, int epoch) implements Comparable<OffsetAndEpoch> {
    /** Before the first record. */
    public static final OffsetAndEpoch NOTHING = new OffsetAndEpoch(-1, 0);

    private static final Comparator<OffsetAndEpoch> ORDER =
            Comparator.comparingInt(OffsetAndEpoch::epoch).thenComparingLong(OffsetAndEpoch::offset);

    @Override
    public int compareTo(OffsetAndEpoch other) {
        return ORDER.compare(this, other);
    }
}
