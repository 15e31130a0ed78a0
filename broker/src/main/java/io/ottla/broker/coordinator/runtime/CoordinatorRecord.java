package io.ottla.broker.coordinator.runtime;

import io.ottla.wire.io.ApiMessage;
import java.util.Optional;

/**
 * A record of an internal topic. Its key is written as the record type's id (int16) and the key message in version 0, its
 * value as the version (int16) and the value message.
 *
 * @param value empty for a tombstone
 */
public record CoordinatorRecord(ApiMessage key, Optional<VersionedValue> value) {

    /** A value, and the version it is to be written in. */
    public record VersionedValue(ApiMessage message, short version) {}

    public static CoordinatorRecord of(ApiMessage key, ApiMessage value, int version) {
        return new CoordinatorRecord(key, Optional.of(new VersionedValue(value, (short) version)));
    }

    public static CoordinatorRecord tombstone(ApiMessage key) {
        return new CoordinatorRecord(key, Optional.empty());
    }
}
