package io.ottla.controller.image;

/**
 * All that the cluster knows at one place in the metadata log. Immutable: whoever holds one may read it from any thread
 * and for as long as it likes.
 *
 * @param clusterId the cluster's id, from {@code meta.properties}
 * @param applied the last record that is in it
 * @param nextProducerId the first producer id that no broker was given yet
 */
public record ClusterImage(
        String clusterId,
        OffsetAndEpoch applied,
        FeaturesImage features,
        NodesImage nodes,
        TopicsImage topics,
        ConfigsImage configs,
        long nextProducerId,
        ClientQuotasImage quotas,
        SecurityImage security) {

    /** What a cluster knows before its first record. */
    public static ClusterImage empty(String clusterId) {
        return new ClusterImage(
                clusterId,
                OffsetAndEpoch.NOTHING,
                FeaturesImage.EMPTY,
                NodesImage.EMPTY,
                TopicsImage.EMPTY,
                ConfigsImage.EMPTY,
                0,
                ClientQuotasImage.EMPTY,
                SecurityImage.EMPTY);
    }

    /** The level of {@code metadata.version}, which every image has that records were applied to. */
    public MetadataVersion metadataVersion() {
        return features.metadataVersion()
                .orElseThrow(() -> new IllegalStateException("the metadata log has no metadata.version yet"));
    }

    ClusterImage withApplied(OffsetAndEpoch newApplied) {
        return new ClusterImage(
                clusterId, newApplied, features, nodes, topics, configs, nextProducerId, quotas, security);
    }

    ClusterImage with(FeaturesImage newFeatures) {
        return new ClusterImage(
                clusterId, applied, newFeatures, nodes, topics, configs, nextProducerId, quotas, security);
    }

    ClusterImage with(NodesImage newNodes) {
        return new ClusterImage(
                clusterId, applied, features, newNodes, topics, configs, nextProducerId, quotas, security);
    }

    ClusterImage with(TopicsImage newTopics) {
        return new ClusterImage(
                clusterId, applied, features, nodes, newTopics, configs, nextProducerId, quotas, security);
    }

    ClusterImage with(ConfigsImage newConfigs) {
        return new ClusterImage(
                clusterId, applied, features, nodes, topics, newConfigs, nextProducerId, quotas, security);
    }

    ClusterImage withNextProducerId(long newNextProducerId) {
        return new ClusterImage(
                clusterId, applied, features, nodes, topics, configs, newNextProducerId, quotas, security);
    }

    ClusterImage with(ClientQuotasImage newQuotas) {
        return new ClusterImage(
                clusterId, applied, features, nodes, topics, configs, nextProducerId, newQuotas, security);
    }

    ClusterImage with(SecurityImage newSecurity) {
        return new ClusterImage(
                clusterId, applied, features, nodes, topics, configs, nextProducerId, quotas, newSecurity);
    }
}
