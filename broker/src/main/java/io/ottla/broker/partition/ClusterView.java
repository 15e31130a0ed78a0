package io.ottla.broker.partition;

import io.ottla.controller.configdef.BrokerConfigs;
import io.ottla.controller.image.ClusterImage;
import io.ottla.controller.image.ConfigResource;
import io.ottla.controller.image.ImageDelta;
import io.ottla.controller.image.PartitionRegistration;
import io.ottla.controller.image.TopicImage;
import io.ottla.storage.TopicPartition;
import io.ottla.wire.io.Uuid;
import java.util.Map;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * The cluster as the data path sees it: the image, and what the topics' configurations in it come to. Immutable.
 *
 * @param nodeId this broker
 * @param fileConfigs this broker's configurations before those that the image has
 * @param ofTopics the settings of topics that have configurations of their own
 * @param byDefault the settings of all others
 */
public record ClusterView(
        int nodeId,
        BrokerConfigs fileConfigs,
        ClusterImage image,
        PMap<String, TopicSettings> ofTopics,
        TopicSettings byDefault) {

    /** The view of a broker that knows nothing of the cluster yet. */
    public static ClusterView empty(int nodeId, BrokerConfigs fileConfigs, ClusterImage image) {
        return new ClusterView(
                nodeId, fileConfigs, image, HashTreePMap.empty(), TopicSettings.of(fileConfigs.topicValues(Map.of())));
    }

    /** The view after a change of the image. */
    public ClusterView follow(ClusterImage changed, ImageDelta delta) {
        BrokerConfigs configs = configs(changed);
        if (brokerChanges(delta)) {
            return recomputed(changed, configs);
        }
        PMap<String, TopicSettings> settings = ofTopics;
        for (ConfigResource resource : delta.configs()) {
            if (resource.type() == ConfigResource.Type.TOPIC) {
                settings = with(settings, resource.name(), changed, configs);
            }
        }
        return new ClusterView(nodeId, fileConfigs, changed, settings, byDefault);
    }

    /** Whether a change concerns the defaults of all topics. */
    boolean brokerChanges(ImageDelta delta) {
        return delta.configs().contains(ConfigResource.CLUSTER_DEFAULT)
                || delta.configs().contains(ConfigResource.broker(nodeId));
    }

    private ClusterView recomputed(ClusterImage changed, BrokerConfigs configs) {
        PMap<String, TopicSettings> settings = HashTreePMap.empty();
        for (ConfigResource resource : changed.configs().byResource().keySet()) {
            if (resource.type() == ConfigResource.Type.TOPIC) {
                settings = with(settings, resource.name(), changed, configs);
            }
        }
        return new ClusterView(nodeId, fileConfigs, changed, settings, TopicSettings.of(configs.topicValues(Map.of())));
    }

    /** {@code replica.alter.log.dirs.io.max.bytes.per.second}: for each replica that is moved between data folders. */
    double moveBytesPerSecond() {
        String given = configs(image).given().get("replica.alter.log.dirs.io.max.bytes.per.second");
        return given == null ? Long.MAX_VALUE : Double.parseDouble(given);
    }

    /** This broker's configurations as they are now. */
    BrokerConfigs brokerConfigs() {
        return configs(image);
    }

    private BrokerConfigs configs(ClusterImage changed) {
        return fileConfigs
                .withDynamicOfAll(changed.configs().ofCluster())
                .withDynamicOfThis(changed.configs().ofBroker(nodeId));
    }

    private static PMap<String, TopicSettings> with(
            PMap<String, TopicSettings> settings, String topic, ClusterImage image, BrokerConfigs configs) {
        Map<String, String> overrides = image.configs().ofTopic(topic);
        return overrides.isEmpty()
                ? settings.minus(topic)
                : settings.plus(topic, TopicSettings.of(configs.topicValues(overrides)));
    }

    public TopicSettings settingsOf(String topic) {
        return ofTopics.getOrDefault(topic, byDefault);
    }

    /** The topic's name, or null when there is no such topic. */
    public String nameOf(Uuid topicId) {
        TopicImage topic = image.topics().topic(topicId);
        return topic == null ? null : topic.name();
    }

    public boolean has(String topic, int partition) {
        return image.topics().partition(topic, partition) != null;
    }

    PartitionKnowledge.Place placeOf(TopicPartition name) {
        PartitionRegistration partition = image.topics().partition(name.topic(), name.partition());
        if (partition == null) {
            return PartitionKnowledge.Place.NOWHERE;
        }
        return partition.replicas().contains(nodeId)
                ? PartitionKnowledge.Place.HERE
                : PartitionKnowledge.Place.ELSEWHERE;
    }
}
