package io.ottla.wire.batch;

import io.ottla.wire.io.MalformedMessage;
import java.nio.ByteBuffer;

/**
 * What a control record says. It is in the record's key:
 *
 * <pre>
 *   0 version int16   0
 *   2 type    int16
 * </pre>
 */
public enum ControlType {
    ABORT(0),
    COMMIT(1),
    LEADER_CHANGE(2),
    SNAPSHOT_HEADER(3),
    SNAPSHOT_FOOTER(4),
    KRAFT_VERSION(5),
    KRAFT_VOTERS(6),
    /** A type that came later than this code: such records are passed over. */
    UNKNOWN(-1);

    private static final short VERSION = 0;
    private static final int KEY_SIZE = 4;

    private final short id;

    ControlType(int id) {
        this.id = (short) id;
    }

    /** The number in the key. */
    public short id() {
        return id;
    }

    /** The key of a control record of this type. */
    public ByteBuffer key() {
        if (this == UNKNOWN) {
            throw new IllegalStateException("an unknown control type has no key");
        }
        return ByteBuffer.allocate(KEY_SIZE).putShort(VERSION).putShort(id).flip();
    }

    /** Reads a control record's key. Newer versions of it begin as this one. */
    public static ControlType of(BatchRecord record) {
        ByteBuffer key = record.key();
        if (key == null || key.remaining() < KEY_SIZE) {
            throw new MalformedMessage("a control record's key is too short to tell what it is");
        }
        int start = key.position();
        short version = key.getShort(start);
        if (version < VERSION) {
            throw new MalformedMessage("a control record's key has the version " + version);
        }
        short id = key.getShort(start + Short.BYTES);
        for (ControlType type : values()) {
            if (type.id == id) {
                return type;
            }
        }
        return UNKNOWN;
    }
}
