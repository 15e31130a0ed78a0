package io.ottla.wire.io;

/** A message was to be read or written in a version that does not exist. */
public class UnsupportedVersion extends RuntimeException {
    private static final long serialVersionUID = 1L;

    protected UnsupportedVersion(String message) {
        super(message);
    }

    /** Passes when {@code version} is one of the range; both ends belong to it. */
    public static void check(String message, int version, int lowest, int highest) {
        if (version < lowest || version > highest) {
            throw new UnsupportedVersion(
                    message + " has no version " + version + ", only " + lowest + " to " + highest);
        }
    }
}
