package io.ottla.wire.io;

import java.nio.ByteBuffer;
import java.util.Base64;

/**
 * The protocol's 128-bit id. Its text form is the 16 bytes in base64 with the URL alphabet and no padding: 22
 * characters. Ordered as two signed numbers, most significant first.
 */
public record Uuid(long mostSignificantBits, long leastSignificantBits) implements Comparable<Uuid> {
    /** No id. */
    public static final Uuid ZERO = new Uuid(0, 0);

    /** The id of the metadata log's topic, {@code __cluster_metadata}. */
    public static final Uuid METADATA_TOPIC = new Uuid(0, 1);

    private static final int TEXT_LENGTH = 22;

    /** Reads the text form; padding is allowed. */
    public static Uuid parse(String text) {
        if (text.length() > TEXT_LENGTH + 2) {
            throw new IllegalArgumentException("too long for an id: \"" + text.substring(0, TEXT_LENGTH) + "...\"");
        }
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("not an id in base64: \"" + text + "\"", e);
        }
        if (bytes.length != 16) {
            throw new IllegalArgumentException("an id has 16 bytes, not " + bytes.length + ": \"" + text + "\"");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new Uuid(buffer.getLong(), buffer.getLong());
    }

    public boolean isZero() {
        return mostSignificantBits == 0 && leastSignificantBits == 0;
    }

    // Both as a record's own would be: those are put together at run time, when first used, and every start uses these.

    @Override
    public boolean equals(Object other) {
        return other instanceof Uuid id
                && mostSignificantBits == id.mostSignificantBits
                && leastSignificantBits == id.leastSignificantBits;
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(mostSignificantBits) + Long.hashCode(leastSignificantBits);
    }

    @Override
    public int compareTo(Uuid other) {
        int high = Long.compare(mostSignificantBits, other.mostSignificantBits);
        return high != 0 ? high : Long.compare(leastSignificantBits, other.leastSignificantBits);
    }

    @Override
    public String toString() {
        byte[] bytes = new byte[16];
        ByteBuffer.wrap(bytes).putLong(mostSignificantBits).putLong(leastSignificantBits);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
