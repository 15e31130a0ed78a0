package io.ottla.controller.image;

/** A place in the log, and the epoch of the leader that wrote there. */
public record OffsetAndEpoch(long offset, int epoch) implements Comparable<OffsetAndEpoch> {
    /** Before the first record. */
    public static final OffsetAndEpoch NOTHING = new OffsetAndEpoch(-1, 0);

    @Override
    public int compareTo(OffsetAndEpoch other) {
        int byEpoch = Integer.compare(epoch, other.epoch);
        return byEpoch != 0 ? byEpoch : Long.compare(offset, other.offset);
    }
}
