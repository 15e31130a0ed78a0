package io.ottla.wire.io;

/**
 * A field holds something that the version to be written cannot carry, and that must not be dropped in silence. The
 * sender has to choose another version or leave the field alone.
 */
public final class UnsupportedFieldVersion extends UnsupportedVersion {
    private static final long serialVersionUID = 1L;

    public UnsupportedFieldVersion(String field, int version) {
        super("version " + version + " cannot carry " + field + ", which is set");
    }
}
