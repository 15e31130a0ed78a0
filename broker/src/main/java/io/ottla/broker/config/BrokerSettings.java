package io.ottla.broker.config;

/**
 * What the request handlers go by. A value here is the one the broker starts with; those that the reference can change while
 * running are read through the cluster image first.
 *
 * @param shards how many shard threads
 * @param defaultPartitions partitions of a topic that was created without a count
 * @param defaultReplicationFactor replicas of a topic that was created without a count
 * @param maxRequestPartitions most partitions one DescribeTopicPartitions answers with
 */
public record BrokerSettings(
        int shards,
        boolean autoCreateTopics,
        boolean deleteTopics,
        int defaultPartitions,
        short defaultReplicationFactor,
        int maxRequestPartitions,
        int fetchMaxBytes,
        int fetchSessionSlots,
        int requestTimeoutMs) {}
