package io.ottla.controller.configdef;

import io.ottla.controller.image.ClusterImage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The configuration of one broker: what was set for this broker while running, on top of what was set for all brokers while
 * running, on top of its file, on top of the defaults (KIP-226). Immutable.
 *
 * <p>Topics and groups get from here what they do not set themselves.
 */
public final class BrokerConfigs {

    private static final Map<String, List<Synonym>> TOPIC_SYNONYMS = GeneratedSynonyms.topic();
    private static final Map<String, String> GROUP_SYNONYMS = GeneratedSynonyms.group();

    private final Map<String, String> file;
    private final Map<String, String> dynamicOfAll;
    private final Map<String, String> dynamicOfThis;
    private final Map<String, String> given;

    private BrokerConfigs(
            Map<String, String> file, Map<String, String> dynamicOfAll, Map<String, String> dynamicOfThis) {
        this.file = file;
        this.dynamicOfAll = dynamicOfAll;
        this.dynamicOfThis = dynamicOfThis;
        Map<String, String> merged = new LinkedHashMap<>(file);
        override(merged, dynamicOfAll);
        override(merged, dynamicOfThis);
        this.given = Collections.unmodifiableMap(merged);
    }

    /** The configuration of a broker that nothing was set for while running. */
    public static BrokerConfigs of(Map<String, String> file) {
        Map<String, String> both = new LinkedHashMap<>(file);
        // One thing under two names.
        String nodeId = both.getOrDefault("node.id", both.get("broker.id"));
        if (nodeId != null) {
            both.putIfAbsent("node.id", nodeId);
            both.putIfAbsent("broker.id", nodeId);
        }
        return new BrokerConfigs(Collections.unmodifiableMap(both), Map.of(), Map.of());
    }

    /** With what is set for all brokers. Entries that a running broker cannot take, or with a wrong value, do not count. */
    public BrokerConfigs withDynamicOfAll(Map<String, String> configs) {
        return new BrokerConfigs(file, DynamicBrokerCheck.usable(configs, false), dynamicOfThis);
    }

    /** With what is set for this broker. Entries that a running broker cannot take, or with a wrong value, do not count. */
    public BrokerConfigs withDynamicOfThis(Map<String, String> configs) {
        return new BrokerConfigs(file, dynamicOfAll, DynamicBrokerCheck.usable(configs, true));
    }

    /** With all that {@code image} says is set for broker {@code brokerId} and for all brokers. */
    public BrokerConfigs at(ClusterImage image, int brokerId) {
        return withDynamicOfAll(image.configs().ofCluster())
                .withDynamicOfThis(image.configs().ofBroker(brokerId));
    }

    /** The same broker, if it were given other dynamic values: for checking them. */
    BrokerConfigs proposing(Map<String, String> configs, boolean ofThis) {
        return ofThis
                ? new BrokerConfigs(file, dynamicOfAll, configs)
                : new BrokerConfigs(file, configs, dynamicOfThis);
    }

    private static void override(Map<String, String> merged, Map<String, String> overrides) {
        for (Map.Entry<String, String> entry : overrides.entrySet()) {
            // A dynamic log.roll.ms beats a static one, and also a static log.roll.hours.
            BrokerSynonyms.of(entry.getKey()).forEach(merged::remove);
            merged.put(entry.getKey(), entry.getValue());
        }
    }

    /** Everything that was given, by whatever layer counts; no defaults. */
    public Map<String, String> given() {
        return given;
    }

    /** What is set for all brokers while they run, as far as it counts. */
    public Map<String, String> dynamicOfAll() {
        return dynamicOfAll;
    }

    /** What is set for this broker while it runs, as far as it counts. */
    public Map<String, String> dynamicOfThis() {
        return dynamicOfThis;
    }

    /**
     * The value of one key.
     *
     * @throws InvalidConfigException when the text that was given is no value of this key
     */
    public Object get(String name) {
        ConfigKey key = ConfigDefinitions.broker().get(name);
        String text = given.get(name);
        return text == null ? key.defaultValue() : key.parse(text);
    }

    /** The values of all of a broker's keys. */
    public ConfigValues values() {
        return new ConfigValues(ConfigDefinitions.broker().parse(given));
    }

    /** The values of a topic, given what is set for the topic itself. */
    public ConfigValues topicValues(Map<String, String> overrides) {
        return values(ConfigDefinitions.topic(), topicDefaults(), overrides);
    }

    /** The values of a group, given what is set for the group itself. */
    public ConfigValues groupValues(Map<String, String> overrides) {
        return values(ConfigDefinitions.group(), groupDefaults(), overrides);
    }

    private static ConfigValues values(
            ConfigDefinitions definitions, Map<String, Object> defaults, Map<String, String> overrides) {
        Map<String, Object> values = new LinkedHashMap<>(defaults);
        for (ConfigKey key : definitions.keys()) {
            String text = overrides.get(key.name());
            if (text != null) {
                values.put(key.name(), key.parse(text));
            } else {
                values.putIfAbsent(key.name(), key.defaultValue());
            }
        }
        return new ConfigValues(values);
    }

    /** What a topic gets that sets nothing itself, for the keys that the broker has a say in. */
    Map<String, Object> topicDefaults() {
        Map<String, Object> defaults = new HashMap<>();
        TOPIC_SYNONYMS.forEach((name, synonyms) -> defaults.put(name, topicDefault(synonyms)));
        // Any negative time means for ever.
        defaults.computeIfPresent("retention.ms", (name, value) -> Math.max(-1L, (Long) value));
        return defaults;
    }

    private Object topicDefault(List<Synonym> synonyms) {
        // log.retention.ms, else log.retention.minutes, else log.retention.hours, of which the last has a default.
        Object value = null;
        for (Synonym synonym : synonyms) {
            if (value == null) {
                value = synonym.conversion().convert(get(synonym.name()));
            }
        }
        return value;
    }

    Map<String, Object> groupDefaults() {
        Map<String, Object> defaults = new HashMap<>();
        GROUP_SYNONYMS.forEach((name, synonym) -> defaults.put(name, get(synonym)));
        return defaults;
    }

    /** The text of a topic key's value, if one of the broker keys behind it is among {@code configs}. */
    static Optional<String> topicValueIn(Map<String, String> configs, String topicKey) {
        for (Synonym synonym : TOPIC_SYNONYMS.getOrDefault(topicKey, List.of())) {
            String text = configs.get(synonym.name());
            if (text != null) {
                Object value = ConfigDefinitions.broker().get(synonym.name()).parse(text);
                return Optional.of(ConfigType.format(synonym.conversion().convert(value)));
            }
        }
        return Optional.empty();
    }

    /** The broker key that stands first behind a topic key. */
    static Optional<String> brokerKeyOfTopic(String name) {
        return Optional.ofNullable(TOPIC_SYNONYMS.get(name))
                .map(synonyms -> synonyms.getFirst().name());
    }

    /** The broker key that stands behind a group key. */
    static Optional<String> brokerKeyOfGroup(String name) {
        return Optional.ofNullable(GROUP_SYNONYMS.get(name));
    }

    /**
     * All that was ever said about a key, what counts first in front. What stands before the first mention of the key itself
     * is left out: when {@code log.retention.ms} is described and only {@code log.retention.hours} was set, nothing is left.
     * So does the reference.
     */
    List<ConfigDescription.Synonym> mentions(String name, boolean sensitive) {
        List<String> names = BrokerSynonyms.withListeners(name);
        List<ConfigDescription.Synonym> mentions = new ArrayList<>();
        addMentions(mentions, names, dynamicOfThis, ConfigSource.DYNAMIC_BROKER);
        addMentions(mentions, names, dynamicOfAll, ConfigSource.DYNAMIC_DEFAULT_BROKER);
        addMentions(mentions, names, file, ConfigSource.STATIC_BROKER);
        for (String each : names) {
            ConfigDefinitions.broker()
                    .find(each)
                    .map(ConfigKey::defaultText)
                    .ifPresent(text -> mentions.add(new ConfigDescription.Synonym(each, text, ConfigSource.DEFAULT)));
        }
        return mentions.stream()
                .dropWhile(mention -> !mention.name().equals(name))
                .map(mention -> sensitive ? mention.withoutValue() : mention)
                .toList();
    }

    private static void addMentions(
            List<ConfigDescription.Synonym> mentions,
            List<String> names,
            Map<String, String> layer,
            ConfigSource source) {
        for (String name : names) {
            String value = layer.get(name);
            if (value != null) {
                mentions.add(new ConfigDescription.Synonym(name, value, source));
            }
        }
    }
}
