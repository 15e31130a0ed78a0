package io.ottla.controller.image;

import io.ottla.wire.io.Uuid;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * Where two images differ, so that whoever follows them need not look through all of both.
 *
 * @param topics by topic id
 * @param brokers the ids of brokers that registered, changed or went
 * @param configs the resources with other configurations than before
 * @param features whether a feature's level differs
 * @param quotas whether a client quota differs
 * @param security whether an access control entry, a credential or a token differs
 */
public record ImageDelta(
        SortedMap<Uuid, TopicDelta> topics,
        SortedSet<Integer> brokers,
        SortedSet<ConfigResource> configs,
        boolean features,
        boolean quotas,
        boolean security) {

    /** What became of a topic. */
    public sealed interface TopicDelta {}

    public record Created(TopicImage topic) implements TopicDelta {}

    /**
     * A topic that was there and still is.
     *
     * @param partitions the ids of those that are new or differ
     */
    public record Changed(TopicImage before, TopicImage after, SortedSet<Integer> partitions) implements TopicDelta {}

    public record Deleted(TopicImage topic) implements TopicDelta {}

    /** From knowing nothing to {@code image}. */
    public static ImageDelta ofAll(ClusterImage image) {
        ImageChanges changes = new ImageChanges();
        image.topics().byId().keySet().forEach(changes::topic);
        image.nodes().brokers().keySet().forEach(changes::broker);
        image.configs().byResource().keySet().forEach(changes::config);
        changes.features();
        changes.quotas();
        changes.security();
        return changes.between(ClusterImage.empty(image.clusterId()), image);
    }
}
