package io.ottla.controller.configdef;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The answers to DescribeConfigs. */
public final class ConfigDescriptions {

    private final BrokerConfigs broker;

    public ConfigDescriptions(BrokerConfigs broker) {
        this.broker = broker;
    }

    /** All keys of this broker, and what else was given under names that are no keys. */
    public List<ConfigDescription> ofBroker() {
        List<ConfigDescription> descriptions = new ArrayList<>();
        for (ConfigKey key : ConfigDefinitions.broker().keys()) {
            if (!key.internal()) {
                String text = broker.given().get(key.name());
                Object value = text == null ? key.defaultValue() : key.parse(text);
                descriptions.add(ofBroker(key.name(), ConfigType.format(value), true));
            }
        }
        broker.given().forEach((name, value) -> {
            if (ConfigDefinitions.broker().find(name).map(ConfigKey::internal).orElse(true)) {
                descriptions.add(ofBroker(name, value, true));
            }
        });
        return descriptions;
    }

    /** What is set for all brokers while running, and nothing else. */
    public List<ConfigDescription> ofAllBrokers() {
        List<ConfigDescription> descriptions = new ArrayList<>();
        broker.dynamicOfAll().forEach((name, value) -> descriptions.add(ofBroker(name, value, false)));
        return descriptions;
    }

    private ConfigDescription ofBroker(String name, String value, boolean ofThis) {
        Optional<ConfigKey> key = brokerKey(name);
        boolean sensitive = sensitive(key);
        List<ConfigDescription.Synonym> synonyms = broker.mentions(name, sensitive).stream()
                .filter(synonym -> ofThis || synonym.source() == ConfigSource.DYNAMIC_DEFAULT_BROKER)
                .toList();
        return new ConfigDescription(
                name,
                sensitive ? null : value,
                sourceOf(synonyms),
                exactBrokerKey(name).map(ConfigKey::updateMode).orElse(UpdateMode.READ_ONLY) == UpdateMode.READ_ONLY,
                sensitive,
                typeId(key),
                synonyms);
    }

    /** All keys of a topic, given what is set for the topic itself. */
    public List<ConfigDescription> ofTopic(Map<String, String> overrides) {
        ConfigValues values = broker.topicValues(overrides);
        return shown(ConfigDefinitions.topic(), overrides)
                .map(key -> {
                    List<ConfigDescription.Synonym> behind = BrokerConfigs.brokerKeyOfTopic(key.name())
                            .map(name -> broker.mentions(name, key.sensitive()))
                            .orElse(List.of());
                    String value = ConfigType.format(values.get(key.name()));
                    return described(key, value, overrides.containsKey(key.name()), ConfigSource.TOPIC, behind);
                })
                .toList();
    }

    /** All keys of a group, given what is set for the group itself. */
    public List<ConfigDescription> ofGroup(Map<String, String> overrides) {
        ConfigValues values = broker.groupValues(overrides);
        return shown(ConfigDefinitions.group(), overrides)
                .map(key -> {
                    List<ConfigDescription.Synonym> behind = BrokerConfigs.brokerKeyOfGroup(key.name())
                            .map(name -> broker.mentions(name, key.sensitive()))
                            .orElseGet(() -> List.of(new ConfigDescription.Synonym(
                                    key.name(), key.defaultText(), ConfigSource.DEFAULT)));
                    String value = ConfigType.format(values.get(key.name()));
                    return described(key, value, overrides.containsKey(key.name()), ConfigSource.GROUP, behind);
                })
                .toList();
    }

    /** All keys of a client metrics subscription. */
    public static List<ConfigDescription> ofClientMetrics(Map<String, String> overrides) {
        ConfigValues values = new ConfigValues(ConfigDefinitions.clientMetrics().parse(overrides));
        return shown(ConfigDefinitions.clientMetrics(), overrides)
                .map(key -> {
                    String value = ConfigType.format(values.get(key.name()));
                    boolean own = overrides.containsKey(key.name());
                    return described(key, value, own, ConfigSource.CLIENT_METRICS, List.of());
                })
                .toList();
    }

    /** Internal keys are shown only where they were set. */
    private static Stream<ConfigKey> shown(ConfigDefinitions definitions, Map<String, String> overrides) {
        return definitions.keys().stream().filter(key -> !key.internal() || overrides.containsKey(key.name()));
    }

    private static ConfigDescription described(
            ConfigKey key, String value, boolean own, ConfigSource ownSource, List<ConfigDescription.Synonym> behind) {
        List<ConfigDescription.Synonym> synonyms = behind;
        if (own) {
            synonyms = new ArrayList<>(behind);
            synonyms.addFirst(new ConfigDescription.Synonym(key.name(), value, ownSource));
        }
        return new ConfigDescription(
                key.name(), value, sourceOf(synonyms), false, false, key.type().id(), List.copyOf(synonyms));
    }

    private static ConfigSource sourceOf(List<ConfigDescription.Synonym> synonyms) {
        return synonyms.isEmpty() ? ConfigSource.DEFAULT : synonyms.getFirst().source();
    }

    private static Optional<ConfigKey> brokerKey(String name) {
        return exactBrokerKey(name)
                .or(() -> BrokerSynonyms.withListeners(name).stream()
                        .flatMap(each -> ConfigDefinitions.broker().find(each).stream())
                        .findFirst());
    }

    private static Optional<ConfigKey> exactBrokerKey(String name) {
        return ConfigDefinitions.broker()
                .find(name)
                .or(() -> ConfigDefinitions.dynamicBrokerOnly().find(name));
    }

    /** What is not known could be a secret. */
    private static boolean sensitive(Optional<ConfigKey> key) {
        return key.map(ConfigKey::sensitive).orElse(true);
    }

    private static byte typeId(Optional<ConfigKey> key) {
        return key.map(known -> known.type().id()).orElse(ConfigType.UNKNOWN_ID);
    }
}
