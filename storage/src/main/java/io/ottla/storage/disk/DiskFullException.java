package io.ottla.storage.disk;

import java.io.IOException;
import java.util.List;

/**
 * There is no room left on the volume. Unlike other errors this one passes, when somebody makes room: what was there before
 * is as good as it was.
 */
public final class DiskFullException extends IOException {
    private static final long serialVersionUID = 1L;
    /** What the systems say, those of Linux and other Unixes, and Windows; and when a user's share is used up. */
    private static final List<String> WORDS =
            List.of("No space left on device", "not enough space on the disk", "Disk quota exceeded");

    public DiskFullException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * The error to go on with in place of {@code refused}.
     *
     * @param nothingLeft what the volume says itself; in some languages a system names the error in other words
     */
    static IOException orOther(IOException refused, boolean nothingLeft) {
        String message = String.valueOf(refused.getMessage());
        boolean full = nothingLeft || WORDS.stream().anyMatch(message::contains);
        return full ? new DiskFullException(message, refused) : refused;
    }
}
