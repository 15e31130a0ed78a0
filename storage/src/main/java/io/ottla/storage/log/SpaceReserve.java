package io.ottla.storage.log;

import java.util.OptionalLong;

/**
 * How much of a volume is kept free of records.
 *
 * @param givenBytes as somebody said; else a share of the volume
 */
public record SpaceReserve(OptionalLong givenBytes) {
    /** At most this share of a volume. */
    private static final int SHARE = 32;

    private static final long SHARE_BYTES_MAX = 256L << 20;

    public static final SpaceReserve DEFAULT = new SpaceReserve(OptionalLong.empty());

    /** What is kept of a volume of this size. */
    public long bytesOf(long totalBytes) {
        return givenBytes.orElse(Math.min(SHARE_BYTES_MAX, totalBytes / SHARE));
    }
}
