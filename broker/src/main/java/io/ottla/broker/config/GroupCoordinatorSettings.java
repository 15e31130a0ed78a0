package io.ottla.broker.config;

import io.ottla.broker.coordinator.group.classic.ClassicSettings;

/**
 * What the group coordinator goes by from its start to its end. What may change while it runs, and what single groups may
 * have otherwise, is read from the configurations of the cluster's image.
 *
 * @param topicPartitions {@code offsets.topic.num.partitions}
 * @param topicReplicationFactor {@code offsets.topic.replication.factor}
 * @param topicSegmentBytes {@code offsets.topic.segment.bytes}
 * @param topicCompressionCodec {@code offsets.topic.compression.codec}, the id of a compression
 * @param commitTimeoutMs {@code offsets.commit.timeout.ms}
 * @param offsetMetadataLengthMax {@code offset.metadata.max.bytes}
 * @param offsetsRetentionMs {@code offsets.retention.minutes}
 * @param offsetsRetentionCheckIntervalMs {@code offsets.retention.check.interval.ms}
 * @param classic for groups of the classic protocol
 */
public record GroupCoordinatorSettings(
        int topicPartitions,
        short topicReplicationFactor,
        int topicSegmentBytes,
        int topicCompressionCodec,
        int commitTimeoutMs,
        int offsetMetadataLengthMax,
        long offsetsRetentionMs,
        long offsetsRetentionCheckIntervalMs,
        ClassicSettings classic) {}
