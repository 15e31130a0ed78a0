package io.ottla.controller.configdef;

import io.ottla.controller.decide.ConfigRules;
import io.ottla.controller.image.ClusterImage;
import io.ottla.controller.image.ConfigResource;
import java.util.Map;
import java.util.Optional;

/**
 * What decisions know of configurations, by the definitions.
 *
 * <p>A broker's own configurations are not checked here: only that broker knows its file, and it checks before it passes a
 * change on (KIP-226).
 */
public final class DefinedConfigRules implements ConfigRules {
    private final BrokerConfigs file;

    /** @param file the configuration of the node that decides, as its file gives it */
    public DefinedConfigRules(BrokerConfigs file) {
        this.file = file;
    }

    @Override
    public Optional<String> rejection(
            ConfigResource resource, Map<String, String> configs, Map<String, String> before) {
        try {
            switch (resource.type()) {
                case TOPIC -> TopicConfigCheck.check(before, configs, file);
                case GROUP -> GroupConfigCheck.check(configs, file);
                case CLIENT_METRICS -> ClientMetricsCheck.check(resource.name(), configs);
                case BROKER, BROKER_LOGGER, UNKNOWN -> {
                    // Not for the controller to say.
                }
            }
            return Optional.empty();
        } catch (InvalidConfigException e) {
            return Optional.of(e.getMessage());
        }
    }

    @Override
    public boolean isList(ConfigResource.Type type, String key) {
        return find(type, key).filter(known -> known.type() == ConfigType.LIST).isPresent();
    }

    @Override
    public Optional<String> defaultValue(ConfigResource.Type type, String key) {
        return find(type, key).map(ConfigKey::defaultText);
    }

    @Override
    public String effectiveTopicValue(String key, Map<String, String> topicConfigs, int brokerId, ClusterImage image) {
        return ConfigType.format(
                file.at(image, brokerId).topicValues(topicConfigs).get(key));
    }

    private static Optional<ConfigKey> find(ConfigResource.Type type, String key) {
        return switch (type) {
            case TOPIC -> ConfigDefinitions.topic().find(key);
            case BROKER ->
                ConfigDefinitions.broker()
                        .find(key)
                        .or(() -> ConfigDefinitions.dynamicBrokerOnly().find(key));
            case GROUP -> ConfigDefinitions.group().find(key);
            case CLIENT_METRICS -> ConfigDefinitions.clientMetrics().find(key);
            case BROKER_LOGGER, UNKNOWN -> Optional.empty();
        };
    }
}
