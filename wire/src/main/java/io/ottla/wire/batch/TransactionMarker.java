package io.ottla.wire.batch;

import io.ottla.wire.io.MalformedMessage;
import java.nio.ByteBuffer;

/**
 * The end of a transaction on one partition: a control record of type COMMIT or ABORT, with the value
 *
 * <pre>
 *   0 version          int16   0
 *   2 coordinatorEpoch int32
 * </pre>
 */
public record TransactionMarker(boolean commit, int coordinatorEpoch) {
    private static final short VERSION = 0;
    private static final int VALUE_SIZE = 6;

    /** The record's key. */
    public ByteBuffer key() {
        return (commit ? ControlType.COMMIT : ControlType.ABORT).key();
    }

    /** The record's value. */
    public ByteBuffer value() {
        return ByteBuffer.allocate(VALUE_SIZE)
                .putShort(VERSION)
                .putInt(coordinatorEpoch)
                .flip();
    }

    /** Reads a marker. Newer versions of its value begin as this one. */
    public static TransactionMarker of(BatchRecord record) {
        ControlType type = ControlType.of(record);
        if (type != ControlType.COMMIT && type != ControlType.ABORT) {
            throw new MalformedMessage("a control record of type " + type + " does not end a transaction");
        }
        ByteBuffer value = record.value();
        if (value == null || value.remaining() < VALUE_SIZE) {
            throw new MalformedMessage("the value of a transaction marker is too short");
        }
        short version = value.getShort(value.position());
        if (version < VERSION) {
            throw new MalformedMessage("the value of a transaction marker has the version " + version);
        }
        return new TransactionMarker(type == ControlType.COMMIT, value.getInt(value.position() + Short.BYTES));
    }
}
