package io.ottla.controller.decide;

import io.ottla.controller.image.ClusterImage;
import io.ottla.controller.image.ConfigResource;
import io.ottla.wire.api.ErrorCode;
import java.util.Map;
import java.util.Optional;

/** A handful of keys, enough to see that the rules are asked. The value {@code bad} is never allowed. */
public final class FakeConfigRules implements ConfigRules {
    private static final Map<String, String> TOPIC_DEFAULTS = Map.of(
            "cleanup.policy", "delete",
            "retention.ms", "604800000",
            "min.insync.replicas", "1",
            "unclean.leader.election.enable", "false");

    @Override
    public Optional<ApiError> rejection(
            ConfigResource resource, Map<String, String> configs, Map<String, String> before) {
        for (Map.Entry<String, String> config : configs.entrySet()) {
            if (config.getValue().equals("bad")) {
                return invalid("Invalid value bad for configuration " + config.getKey());
            }
            if (resource.type() == ConfigResource.Type.TOPIC && !TOPIC_DEFAULTS.containsKey(config.getKey())) {
                return invalid("Unknown topic config name: " + config.getKey());
            }
        }
        return Optional.empty();
    }

    private static Optional<ApiError> invalid(String message) {
        return Optional.of(new ApiError(ErrorCode.INVALID_CONFIG, message));
    }

    @Override
    public boolean isList(ConfigResource.Type type, String key) {
        return key.equals("cleanup.policy") || key.equals("log.cleanup.policy");
    }

    @Override
    public Optional<String> defaultValue(ConfigResource.Type type, String key) {
        return Optional.ofNullable(TOPIC_DEFAULTS.get(key));
    }

    @Override
    public String effectiveTopicValue(String key, Map<String, String> topicConfigs, int brokerId, ClusterImage image) {
        if (topicConfigs.containsKey(key)) {
            return topicConfigs.get(key);
        }
        String ofCluster = image.configs().ofCluster().get(key);
        return ofCluster != null ? ofCluster : TOPIC_DEFAULTS.get(key);
    }
}
