package io.ottla.controller.decide;

/**
 * What decisions go by that does not change while the controller runs.
 *
 * @param nodeId this node
 * @param defaultPartitions for a topic that is created without a number ({@code num.partitions})
 * @param defaultReplicationFactor the same ({@code default.replication.factor})
 */
public record DecisionRules(
        int nodeId,
        int defaultPartitions,
        short defaultReplicationFactor,
        ConfigRules configs,
        FeaturePolicy features) {}
