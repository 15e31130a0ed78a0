package io.ottla.broker.coordinator.group.offset;

/**
 * What offsets are kept by.
 *
 * @param metadataLengthMax {@code offset.metadata.max.bytes}, which the reference counts in characters
 * @param retentionMs {@code offsets.retention.minutes}
 * @param retentionCheckIntervalMs {@code offsets.retention.check.interval.ms}
 */
public record OffsetSettings(int metadataLengthMax, long retentionMs, long retentionCheckIntervalMs) {

    boolean isTooLong(String metadata) {
        return metadata != null && metadata.length() > metadataLengthMax;
    }
}
