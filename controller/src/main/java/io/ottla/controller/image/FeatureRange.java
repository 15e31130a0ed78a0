package io.ottla.controller.image;

/** The levels of a feature that someone supports; both ends belong to it. */
public record FeatureRange(short min, short max) {
    /** A feature that someone does not know: only its level 0, which stands for disabled, goes with that. */
    public static final FeatureRange DISABLED = new FeatureRange((short) 0, (short) 0);

    public FeatureRange {
        if (min < 0 || max < min) {
            throw new InvalidRecordException("no feature has the levels " + min + " to " + max);
        }
    }

    public boolean contains(short level) {
        return level >= min && level <= max;
    }

    @Override
    public String toString() {
        return min == max ? Short.toString(min) : min + "-" + max;
    }
}
