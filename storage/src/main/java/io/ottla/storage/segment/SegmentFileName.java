package io.ottla.storage.segment;

import java.util.Optional;

/**
 * The name of one of a segment's files: the base offset in 20 digits, what is in the file, and where the file stands in its
 * life.
 */
public record SegmentFileName(long baseOffset, Kind kind, Stage stage) {
    private static final int DIGITS = 20;

    /** What is in the file. */
    public enum Kind {
        LOG(".log"),
        OFFSET_INDEX(".index"),
        TIME_INDEX(".timeindex"),
        TRANSACTION_INDEX(".txnindex"),
        PRODUCER_SNAPSHOT(".snapshot");

        private final String suffix;

        Kind(String suffix) {
            this.suffix = suffix;
        }

        public boolean isIndex() {
            return this == OFFSET_INDEX || this == TIME_INDEX || this == TRANSACTION_INDEX;
        }
    }

    /** Where the file stands in its life. */
    public enum Stage {
        /** In use. */
        LIVE(""),
        /** Out of use, and to be deleted once those who still read it have had their time. */
        DELETED(".deleted"),
        /** Being written by compaction. */
        CLEANED(".cleaned"),
        /** Written by compaction, and about to take the place of the segments it came from. */
        SWAP(".swap");

        private final String suffix;

        Stage(String suffix) {
            this.suffix = suffix;
        }
    }

    /** The name of a file in use. */
    public static String of(long baseOffset, Kind kind) {
        return of(baseOffset, kind, Stage.LIVE);
    }

    public static String of(long baseOffset, Kind kind, Stage stage) {
        String digits = Long.toString(baseOffset);
        return "0".repeat(DIGITS - digits.length()) + digits + kind.suffix + stage.suffix;
    }

    /** Reads a name; empty when it is not one of a segment's. */
    public static Optional<SegmentFileName> parse(String name) {
        if (name.length() <= DIGITS || !name.chars().limit(DIGITS).allMatch(SegmentFileName::isDigit)) {
            return Optional.empty();
        }
        String suffix = name.substring(DIGITS);
        for (Stage stage : Stage.values()) {
            for (Kind kind : Kind.values()) {
                if (suffix.equals(kind.suffix + stage.suffix)) {
                    return baseOffset(name).map(base -> new SegmentFileName(base, kind, stage));
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Long> baseOffset(String name) {
        try {
            return Optional.of(Long.parseLong(name, 0, DIGITS, 10));
        } catch (NumberFormatException larger) {
            return Optional.empty();
        }
    }

    private static boolean isDigit(int character) {
        return character >= '0' && character <= '9';
    }

    @Override
    public String toString() {
        return of(baseOffset, kind, stage);
    }
}
