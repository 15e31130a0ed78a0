package io.ottla.controller.image;

import java.util.SortedMap;
import org.pcollections.TreePMap;

/** The configurations that were set, by resource and key. A resource with none is not there. */
public record ConfigsImage(TreePMap<ConfigResource, TreePMap<String, String>> byResource) {
    public static final ConfigsImage EMPTY = new ConfigsImage(TreePMap.empty());

    /** What was set for {@code resource}, sorted by key; empty when nothing was. */
    public SortedMap<String, String> of(ConfigResource resource) {
        return byResource.getOrDefault(resource, TreePMap.empty());
    }

    /** What was set for the topic itself. */
    public SortedMap<String, String> ofTopic(String name) {
        return of(ConfigResource.topic(name));
    }

    /** What was set for the broker itself. */
    public SortedMap<String, String> ofBroker(int id) {
        return of(ConfigResource.broker(id));
    }

    /** What was set for all brokers. */
    public SortedMap<String, String> ofCluster() {
        return of(ConfigResource.CLUSTER_DEFAULT);
    }

    /** With {@code key} set, or, when {@code value} is null, taken away. */
    ConfigsImage with(ConfigResource resource, String key, String value) {
        TreePMap<String, String> before = byResource.getOrDefault(resource, TreePMap.empty());
        TreePMap<String, String> after = value == null ? before.minus(key) : before.plus(key, value);
        return new ConfigsImage(after.isEmpty() ? byResource.minus(resource) : byResource.plus(resource, after));
    }

    ConfigsImage without(ConfigResource resource) {
        return byResource.containsKey(resource) ? new ConfigsImage(byResource.minus(resource)) : this;
    }
}
