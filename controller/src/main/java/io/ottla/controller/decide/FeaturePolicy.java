package io.ottla.controller.decide;

import io.ottla.controller.image.FeatureRange;
import io.ottla.controller.image.FeaturesImage;
import io.ottla.controller.image.MetadataVersion;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which levels of which features this build supports. What is not here is not advertised, not finalised, and not done.
 *
 * <p>A data folder may come from a cluster that finalised more. Its levels stay in the log, so that nothing is lost when
 * the folder goes back, but what holds here is {@link #effectiveLevel}, and that is also what clients are told.
 *
 * @param supported by the feature's name
 */
public record FeaturePolicy(SortedMap<String, FeatureRange> supported) {
    /** From level 1 on there are groups of the consumer protocol (KIP-848). */
    public static final String GROUP_VERSION = "group.version";

    /** From level 2 on every transaction has an epoch of its own (KIP-890). */
    public static final String TRANSACTION_VERSION = "transaction.version";

    /** What works today. */
    public static final FeaturePolicy CURRENT = new FeaturePolicy(new TreeMap<>(Map.of(
            MetadataVersion.FEATURE,
            new FeatureRange(MetadataVersion.LOWEST, MetadataVersion.HIGHEST),
            GROUP_VERSION,
            new FeatureRange((short) 0, (short) 1),
            TRANSACTION_VERSION,
            new FeatureRange((short) 0, (short) 2),
            FeaturesImage.KRAFT_VERSION,
            new FeatureRange((short) 0, (short) 1),
            FeaturesImage.ELIGIBLE_LEADER_REPLICAS_VERSION,
            new FeatureRange((short) 0, (short) 1))));

    public FeaturePolicy {
        supported = Collections.unmodifiableSortedMap(new TreeMap<>(supported));
    }

    public FeatureRange supported(String feature) {
        return supported.getOrDefault(feature, FeatureRange.DISABLED);
    }

    /** The level that holds here for a feature that was finalised at {@code level}. */
    public short effectiveLevel(String feature, short level) {
        return (short) Math.min(level, supported(feature).max());
    }

    /** The features that clients are told of, with the levels that hold here; without those of level 0. */
    public SortedMap<String, Short> effectiveLevels(FeaturesImage finalised, short kraftVersion) {
        SortedMap<String, Short> levels = new TreeMap<>();
        finalised.levels().forEach((name, level) -> levels.put(name, effectiveLevel(name, level)));
        levels.put(FeaturesImage.KRAFT_VERSION, effectiveLevel(FeaturesImage.KRAFT_VERSION, kraftVersion));
        levels.values().removeIf(level -> level == 0);
        return levels;
    }

    /** The levels that a new cluster is given: the highest of each, which is what the reference's formatter does. */
    public SortedMap<String, Short> levelsOfNewCluster() {
        SortedMap<String, Short> levels = new TreeMap<>();
        supported.forEach((name, range) -> {
            if (range.max() > 0 && !name.equals(FeaturesImage.KRAFT_VERSION)) {
                levels.put(name, range.max());
            }
        });
        return levels;
    }
}
