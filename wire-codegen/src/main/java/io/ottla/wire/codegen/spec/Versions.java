package io.ottla.wire.codegen.spec;

/**
 * A range of message versions, both ends included. A range without an upper end ({@code "3+"}) ends at {@link #OPEN}.
 * The empty range is {@link #NONE} and no other.
 */
public record Versions(int lowest, int highest) {
    /** The upper end of a range that has none. */
    public static final int OPEN = Short.MAX_VALUE;

    public static final Versions NONE = new Versions(0, -1);

    public Versions {
        if (lowest < 0 || highest > OPEN || (lowest > highest && !(lowest == 0 && highest == -1))) {
            throw new SpecException("not a range of versions: " + lowest + " to " + highest);
        }
    }

    /** Reads {@code "none"}, {@code "3"}, {@code "3-5"} or {@code "3+"}. */
    public static Versions parse(String text) {
        String trimmed = text.trim();
        try {
            if (trimmed.equals("none")) {
                return NONE;
            }
            if (trimmed.endsWith("+")) {
                return new Versions(Integer.parseInt(trimmed.substring(0, trimmed.length() - 1)), OPEN);
            }
            int dash = trimmed.indexOf('-');
            if (dash < 0) {
                int only = Integer.parseInt(trimmed);
                return new Versions(only, only);
            }
            return new Versions(
                    Integer.parseInt(trimmed.substring(0, dash)), Integer.parseInt(trimmed.substring(dash + 1)));
        } catch (NumberFormatException e) {
            throw new SpecException("not a range of versions: \"" + text + "\"", e);
        }
    }

    public boolean isEmpty() {
        return lowest > highest;
    }

    public boolean contains(int version) {
        return version >= lowest && version <= highest;
    }

    /** True when every version of {@code other} is one of these. */
    public boolean containsAll(Versions other) {
        return other.isEmpty() || (contains(other.lowest) && contains(other.highest));
    }

    public Versions intersect(Versions other) {
        int low = Math.max(lowest, other.lowest);
        int high = Math.min(highest, other.highest);
        return low > high ? NONE : new Versions(low, high);
    }

    /** These versions without those from {@code first} on. */
    public Versions below(int first) {
        return first <= 0 ? NONE : intersect(new Versions(0, first - 1));
    }

    @Override
    public String toString() {
        if (isEmpty()) {
            return "none";
        }
        if (highest == OPEN) {
            return lowest + "+";
        }
        return lowest == highest ? Integer.toString(lowest) : lowest + "-" + highest;
    }
}
