package io.ottla.controller.image;

import io.ottla.wire.io.Uuid;
import java.util.Collection;
import org.pcollections.TreePMap;
import org.pcollections.TreePSet;

/**
 * The topics, by name and by id.
 *
 * @param byName sorted by name
 * @param byId the same topics
 * @param namesByMetricName names with a dot or an underscore, by the name with every dot made an underscore: names of
 *     metrics cannot tell these apart, so that two such topics shall not be
 */
public record TopicsImage(
        TreePMap<String, TopicImage> byName,
        TreePMap<Uuid, TopicImage> byId,
        TreePMap<String, TreePSet<String>> namesByMetricName) {
    public static final TopicsImage EMPTY = new TopicsImage(TreePMap.empty(), TreePMap.empty(), TreePMap.empty());

    /** The topic; null when there is none of this name. */
    public TopicImage topic(String name) {
        return byName.get(name);
    }

    /** The topic; null when there is none of this id. */
    public TopicImage topic(Uuid id) {
        return byId.get(id);
    }

    /** The partition; null when there is no such topic or partition. */
    public PartitionRegistration partition(String name, int partitionId) {
        TopicImage topic = byName.get(name);
        return topic == null ? null : topic.partition(partitionId);
    }

    /** The partition; null when there is no such topic or partition. */
    public PartitionRegistration partition(Uuid id, int partitionId) {
        TopicImage topic = byId.get(id);
        return topic == null ? null : topic.partition(partitionId);
    }

    /** All topics, sorted by name. */
    public Collection<TopicImage> all() {
        return byName.values();
    }

    /** The topics whose metrics would have the same names as those of a topic {@code name}; itself, if it exists. */
    public Collection<String> collidingWith(String name) {
        return namesByMetricName.getOrDefault(metricName(name), TreePSet.empty());
    }

    TopicsImage with(TopicImage topic) {
        return new TopicsImage(
                byName.plus(topic.name(), topic), byId.plus(topic.id(), topic), withMetricName(topic.name()));
    }

    TopicsImage without(TopicImage topic) {
        return new TopicsImage(byName.minus(topic.name()), byId.minus(topic.id()), withoutMetricName(topic.name()));
    }

    private TreePMap<String, TreePSet<String>> withMetricName(String name) {
        if (!hasCollisionCharacter(name)) {
            return namesByMetricName;
        }
        TreePSet<String> names = namesByMetricName.getOrDefault(metricName(name), TreePSet.empty());
        return names.contains(name) ? namesByMetricName : namesByMetricName.plus(metricName(name), names.plus(name));
    }

    private TreePMap<String, TreePSet<String>> withoutMetricName(String name) {
        TreePSet<String> names = namesByMetricName.get(metricName(name));
        if (names == null) {
            return namesByMetricName;
        }
        TreePSet<String> left = names.minus(name);
        return left.isEmpty()
                ? namesByMetricName.minus(metricName(name))
                : namesByMetricName.plus(metricName(name), left);
    }

    private static boolean hasCollisionCharacter(String name) {
        return name.indexOf('.') >= 0 || name.indexOf('_') >= 0;
    }

    private static String metricName(String name) {
        return name.replace('.', '_');
    }
}
