package io.ottla.broker.coordinator.group;

import io.ottla.broker.coordinator.runtime.CoordinatorRecord;
import io.ottla.wire.io.ApiMessage;
import io.ottla.wire.io.MalformedMessage;
import io.ottla.wire.io.WireReader;
import io.ottla.wire.record.group.GroupRecordType;
import io.ottla.wire.record.group.LegacyOffsetCommitKey;
import io.ottla.wire.record.group.LegacyOffsetCommitValue;
import io.ottla.wire.record.group.OffsetCommitKey;
import io.ottla.wire.record.group.OffsetCommitValue;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Reads the records of {@code __consumer_offsets}. */
final class GroupRecords {
    private static final int KEY_VERSION = 0;

    private GroupRecords() {}

    /** The event of a record; empty when its type is not known. */
    static Optional<GroupEvent> read(ByteBuffer keyBytes, ByteBuffer valueBytes) {
        WireReader keyReader = new WireReader(keyBytes.duplicate());
        GroupRecordType type = GroupRecordType.find(keyReader.readInt16());
        if (type == null) {
            return Optional.empty();
        }
        ApiMessage key = type.readKey(keyReader, KEY_VERSION);
        Optional<CoordinatorRecord.VersionedValue> value =
                valueBytes == null ? Optional.empty() : Optional.of(value(type, valueBytes));
        return Optional.of(new GroupEvent.Stored(modern(new CoordinatorRecord(key, value))));
    }

    private static CoordinatorRecord.VersionedValue value(GroupRecordType type, ByteBuffer bytes) {
        WireReader reader = new WireReader(bytes.duplicate());
        short version = reader.readInt16();
        if (!type.versions().contains(version)) {
            throw new MalformedMessage("a record of type " + type + " has a value of version " + version
                    + ", of which there are " + type.versions());
        }
        return new CoordinatorRecord.VersionedValue(type.readValue(reader, version), version);
    }

    /** Offsets of very old brokers have a type of their own, and mean the same. */
    private static CoordinatorRecord modern(CoordinatorRecord record) {
        if (!(record.key() instanceof LegacyOffsetCommitKey key)) {
            return record;
        }
        OffsetCommitKey newKey =
                new OffsetCommitKey().group(key.group()).topic(key.topic()).partition(key.partition());
        return record.value()
                .map(value -> CoordinatorRecord.of(newKey, modern((LegacyOffsetCommitValue) value.message()), 0))
                .orElse(CoordinatorRecord.tombstone(newKey));
    }

    private static OffsetCommitValue modern(LegacyOffsetCommitValue value) {
        return new OffsetCommitValue()
                .offset(value.offset())
                .metadata(value.metadata())
                .commitTimestamp(value.commitTimestamp());
    }
}
