package io.ottla.controller.decide;

import io.ottla.controller.image.ClusterImage;
import io.ottla.controller.image.ConfigResource;
import java.util.Map;
import java.util.Optional;

/** What decisions need to know of configurations: which are allowed, and what holds where nothing was set. */
public interface ConfigRules {

    /**
     * What is wrong with {@code configs} as all that is set for {@code resource}, with the reference's code and words; empty
     * when nothing is. The name of the resource has been checked, and no value is null.
     *
     * @param before what is set now
     */
    Optional<ApiError> rejection(ConfigResource resource, Map<String, String> configs, Map<String, String> before);

    /** Whether the values of {@code key} are lists, which can be appended to and subtracted from. */
    boolean isList(ConfigResource.Type type, String key);

    /** The value of {@code key} where nothing was set at all; empty when it has none, or is unknown. */
    Optional<String> defaultValue(ConfigResource.Type type, String key);

    /**
     * The value that holds for a topic's {@code key}: what was set for the topic, else for the broker {@code brokerId},
     * else for all brokers, else in the broker's properties, else the default. The last four go by the broker's name for
     * the same thing ({@code retention.ms} is {@code log.retention.ms} there).
     *
     * @param topicConfigs what was set for the topic
     */
    String effectiveTopicValue(String key, Map<String, String> topicConfigs, int brokerId, ClusterImage image);
}
