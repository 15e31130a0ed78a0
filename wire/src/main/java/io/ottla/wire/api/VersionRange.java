package io.ottla.wire.api;

/** Versions from {@code lowest} to {@code highest}, both included. There is one empty range, {@link #EMPTY}. */
public record VersionRange(int lowest, int highest) {
    public static final VersionRange EMPTY = new VersionRange(0, -1);

    public VersionRange {
        if (lowest < 0 || (lowest > highest && !(lowest == 0 && highest == -1))) {
            throw new IllegalArgumentException("no range of versions: " + lowest + " to " + highest);
        }
    }

    /** The range, or {@link #EMPTY} if {@code lowest} is above {@code highest}. */
    public static VersionRange of(int lowest, int highest) {
        return lowest > highest ? EMPTY : new VersionRange(lowest, highest);
    }

    public boolean isEmpty() {
        return lowest > highest;
    }

    public boolean contains(int version) {
        return version >= lowest && version <= highest;
    }

    /** What both ranges contain. */
    public VersionRange intersect(VersionRange other) {
        return of(Math.max(lowest, other.lowest), Math.min(highest, other.highest));
    }

    @Override
    public String toString() {
        return isEmpty() ? "none" : lowest + "-" + highest;
    }
}
