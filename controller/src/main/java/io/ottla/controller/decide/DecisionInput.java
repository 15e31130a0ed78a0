package io.ottla.controller.decide;

import io.ottla.controller.image.ClusterImage;
import io.ottla.controller.image.MetadataVersion;
import java.util.random.RandomGenerator;

/**
 * All that a decision may look at.
 *
 * @param image what is known, with every record that was decided before, committed or not
 * @param nowMs the time, in milliseconds since the epoch
 * @param nextOffset where the decision's first record will be in the log
 * @param kraftVersion the level of {@code kraft.version}, which the quorum knows
 * @param random where chance comes from: ids, and where replicas begin
 */
public record DecisionInput(
        ClusterImage image,
        long nowMs,
        long nextOffset,
        short kraftVersion,
        RandomGenerator random,
        SessionView sessions,
        DecisionRules rules) {

    public MetadataVersion version() {
        return image.metadataVersion();
    }
}
