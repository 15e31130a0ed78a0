package io.ottla.broker.coordinator.group.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.coordinator.group.GroupEvent;
import io.ottla.broker.coordinator.runtime.CoordinatorRecord;
import io.ottla.wire.io.ApiMessage;
import io.ottla.wire.io.WireReader;
import io.ottla.wire.io.WireWriter;
import io.ottla.wire.record.group.GroupRecordType;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Records as bytes, the way a log has them: whatever is not in the bytes is lost. */
record LoggedRecords(ByteBuffer key, Optional<ByteBuffer> value) {

    static LoggedRecords write(CoordinatorRecord stored) {
        ByteBuffer key = write(stored.key().apiKey(), stored.key(), 0);
        return new LoggedRecords(
                key, stored.value().map(value -> write(value.version(), value.message(), value.version())));
    }

    private static ByteBuffer write(short prefix, ApiMessage message, int version) {
        ByteBuffer bytes = ByteBuffer.allocate(Short.BYTES + message.size(version));
        bytes.putShort(prefix);
        message.write(new WireWriter(bytes), version);
        return bytes.flip();
    }

    /** The id of the record's type. */
    short type() {
        return key.getShort(key.position());
    }

    GroupEvent read() {
        ByteBuffer keyBytes = key.duplicate();
        GroupRecordType type = GroupRecordType.find(keyBytes.getShort());
        assertThat(type).isNotNull();
        ApiMessage readKey = type.readKey(new WireReader(keyBytes), 0);
        return value.<GroupEvent>map(bytes -> {
                    ByteBuffer valueBytes = bytes.duplicate();
                    short version = valueBytes.getShort();
                    return GroupEvent.stored(readKey, type.readValue(new WireReader(valueBytes), version), version);
                })
                .orElseGet(() -> GroupEvent.removed(readKey));
    }
}
