package io.ottla.broker.config;

import io.ottla.broker.coordinator.transaction.TransactionSettings;
import io.ottla.broker.transaction.GuardSettings;

/**
 * What transactions go by from the broker's start to its end: their coordinator, and the partitions that take part.
 *
 * @param topicPartitions {@code transaction.state.log.num.partitions}
 * @param topicReplicationFactor {@code transaction.state.log.replication.factor}
 * @param topicMinInSyncReplicas {@code transaction.state.log.min.isr}
 * @param topicSegmentBytes {@code transaction.state.log.segment.bytes}
 * @param commitTimeoutMs how long somebody waits for a change to be committed: {@code request.timeout.ms}
 */
public record TransactionCoordinatorSettings(
        int topicPartitions,
        short topicReplicationFactor,
        int topicMinInSyncReplicas,
        int topicSegmentBytes,
        int commitTimeoutMs,
        TransactionSettings transactions,
        GuardSettings guards) {}
