package io.ottla.wire.io;

import java.util.Arrays;

/**
 * A tagged field that this version of the specs does not know. It is kept, as a copy, and written again as it came.
 */
public final class RawTaggedField {
    private final int tag;
    private final byte[] data;

    /** Takes over {@code data}, which nobody changes afterwards. */
    public RawTaggedField(int tag, byte[] data) {
        if (tag < 0) {
            throw new IllegalArgumentException("negative tag " + tag);
        }
        this.tag = tag;
        this.data = data;
    }

    public int tag() {
        return tag;
    }

    /** The field's bytes; not to be changed. */
    public byte[] data() {
        return data;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RawTaggedField that && tag == that.tag && Arrays.equals(data, that.data);
    }

    @Override
    public int hashCode() {
        return 31 * tag + Arrays.hashCode(data);
    }

    @Override
    public String toString() {
        return "tag " + tag + ": " + data.length + " bytes";
    }
}
