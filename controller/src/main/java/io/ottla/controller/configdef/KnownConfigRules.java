package io.ottla.controller.configdef;

import io.ottla.controller.decide.ApiError;
import io.ottla.controller.decide.ConfigRules;
import io.ottla.controller.image.ClusterImage;
import io.ottla.controller.image.ConfigResource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The controller's rules for configurations, by the keys of the reference and what this node's own file says. */
public final class KnownConfigRules implements ConfigRules {

    private final BrokerConfigs file;

    /** @param file the node's configuration without anything dynamic, as it is when the node starts */
    public KnownConfigRules(BrokerConfigs file) {
        this.file = file;
    }

    @Override
    public Optional<ApiError> rejection(
            ConfigResource resource, Map<String, String> configs, Map<String, String> before) {
        try {
            switch (resource.type()) {
                case TOPIC -> TopicConfigCheck.check(before, configs, file);
                case GROUP -> GroupConfigCheck.check(configs, file);
                case CLIENT_METRICS -> ClientMetricsCheck.check(resource.name(), configs);
                // A broker's are checked where they come in, by the broker that they are for.
                case BROKER, BROKER_LOGGER, UNKNOWN -> {}
            }
            return Optional.empty();
        } catch (InvalidConfigException e) {
            return Optional.of(new ApiError(e.error(), e.getMessage()));
        }
    }

    @Override
    public boolean isList(ConfigResource.Type type, String key) {
        return key(type, key).filter(it -> it.type() == ConfigType.LIST).isPresent();
    }

    @Override
    public Optional<String> defaultValue(ConfigResource.Type type, String key) {
        return key(type, key).map(ConfigKey::defaultText);
    }

    @Override
    public String effectiveTopicValue(String key, Map<String, String> topicConfigs, int brokerId, ClusterImage image) {
        String own = topicConfigs.get(key);
        if (own != null) {
            return own;
        }
        List<Map<String, String>> layers =
                List.of(image.configs().ofBroker(brokerId), image.configs().ofCluster(), file.given());
        for (Map<String, String> layer : layers) {
            Optional<String> value = BrokerConfigs.topicValueIn(layer, key);
            if (value.isPresent()) {
                return value.get();
            }
        }
        return ConfigDefinitions.topic().get(key).defaultText();
    }

    private static Optional<ConfigKey> key(ConfigResource.Type type, String key) {
        return switch (type) {
            case TOPIC -> ConfigDefinitions.topic().find(key);
            case BROKER -> ConfigDefinitions.broker().find(key);
            case GROUP -> ConfigDefinitions.group().find(key);
            case CLIENT_METRICS -> ConfigDefinitions.clientMetrics().find(key);
            case BROKER_LOGGER, UNKNOWN -> Optional.empty();
        };
    }
}
