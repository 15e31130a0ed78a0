package io.ottla.controller.image;

import java.util.Optional;
import org.pcollections.TreePMap;

/**
 * The features that were finalised.
 *
 * @param levels by the feature's name, {@code metadata.version} among them; a feature of level 0 is not there. The level
 *     of {@code kraft.version} is never here: it belongs to the quorum, not to what it decides.
 */
public record FeaturesImage(TreePMap<String, Short> levels) {
    public static final FeaturesImage EMPTY = new FeaturesImage(TreePMap.empty());

    public static final String KRAFT_VERSION = "kraft.version";
    public static final String ELIGIBLE_LEADER_REPLICAS_VERSION = "eligible.leader.replicas.version";

    /** Empty only before the first record. */
    public Optional<MetadataVersion> metadataVersion() {
        return Optional.ofNullable(levels.get(MetadataVersion.FEATURE)).map(MetadataVersion::new);
    }

    public short level(String feature) {
        return levels.getOrDefault(feature, (short) 0);
    }

    /** Whether partitions have eligible leader replicas (KIP-966). */
    public boolean hasEligibleLeaderReplicas() {
        return level(ELIGIBLE_LEADER_REPLICAS_VERSION) > 0;
    }

    FeaturesImage with(String feature, short level) {
        return new FeaturesImage(level == 0 ? levels.minus(feature) : levels.plus(feature, level));
    }
}
