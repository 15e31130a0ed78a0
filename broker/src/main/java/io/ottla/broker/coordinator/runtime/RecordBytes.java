package io.ottla.broker.coordinator.runtime;

import io.ottla.wire.io.ApiMessage;
import io.ottla.wire.io.WireWriter;
import java.nio.ByteBuffer;

/**
 * A record as it stands in the log.
 *
 * <pre>
 *   key:   type int16 │ key message in version 0
 *   value: version int16 │ value message in that version      (none: a tombstone)
 * </pre>
 *
 * @param value null for a tombstone
 */
record RecordBytes(ByteBuffer key, ByteBuffer value) {
    /** More than the framing of a record in a batch ever takes. */
    private static final int FRAMING_MAX = 32;

    private static final int KEY_VERSION = 0;

    static RecordBytes of(CoordinatorRecord record) {
        ByteBuffer key = bytes(record.key().apiKey(), record.key(), KEY_VERSION);
        ByteBuffer value = record.value()
                .map(versioned -> bytes(versioned.version(), versioned.message(), versioned.version()))
                .orElse(null);
        return new RecordBytes(key, value);
    }

    private static ByteBuffer bytes(short head, ApiMessage message, int version) {
        ByteBuffer bytes = ByteBuffer.allocate(Short.BYTES + message.size(version));
        bytes.putShort(head);
        message.write(new WireWriter(bytes), version);
        return bytes.flip();
    }

    /** At least as much as the record takes in a batch. */
    int sizeMax() {
        return FRAMING_MAX + key.remaining() + (value == null ? 0 : value.remaining());
    }
}
