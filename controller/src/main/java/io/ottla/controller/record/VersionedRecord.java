package io.ottla.controller.record;

import io.ottla.wire.io.ApiMessage;

/**
 * A metadata record, and the version in which it goes to the log.
 *
 * @param message belongs to the log once it is decided: nobody changes it any more
 */
public record VersionedRecord(ApiMessage message, int version) {

    public VersionedRecord {
        if (version < message.lowestVersion() || version > message.highestVersion()) {
            throw new IllegalArgumentException(message.getClass().getSimpleName() + " has no version " + version);
        }
    }
}
