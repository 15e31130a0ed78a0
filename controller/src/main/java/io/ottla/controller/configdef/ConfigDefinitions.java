package io.ottla.controller.configdef;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The configuration keys of one kind, in the reference's order. Immutable. */
public final class ConfigDefinitions {

    private final String kind;
    private final Map<String, ConfigKey> keys;

    private ConfigDefinitions(String kind, ConfigKey[] keys) {
        this.kind = kind;
        Map<String, ConfigKey> byName = LinkedHashMap.newLinkedHashMap(keys.length);
        for (ConfigKey key : keys) {
            byName.put(key.name(), key);
        }
        this.keys = Collections.unmodifiableMap(byName);
    }

    /** What a broker's file may hold. */
    public static ConfigDefinitions broker() {
        return Broker.DEFINITIONS;
    }

    /** What a broker may be given while running that its file may not hold. */
    public static ConfigDefinitions dynamicBrokerOnly() {
        return DynamicBroker.DEFINITIONS;
    }

    public static ConfigDefinitions topic() {
        return Topic.DEFINITIONS;
    }

    public static ConfigDefinitions group() {
        return Group.DEFINITIONS;
    }

    public static ConfigDefinitions clientMetrics() {
        return ClientMetrics.DEFINITIONS;
    }

    public Optional<ConfigKey> find(String name) {
        return Optional.ofNullable(keys.get(name));
    }

    /** @throws IllegalArgumentException when there is no such key: the code that asks is wrong */
    public ConfigKey get(String name) {
        ConfigKey key = keys.get(name);
        if (key == null) {
            throw new IllegalArgumentException("no " + kind + " configuration key " + name);
        }
        return key;
    }

    public Collection<ConfigKey> keys() {
        return keys.values();
    }

    /**
     * The typed values of all keys: what is given, and the default of what is not. Names that are no keys are passed over.
     *
     * @throws InvalidConfigException for the first key, in order of definition, whose value is not allowed
     */
    public Map<String, Object> parse(Map<String, String> given) {
        Map<String, Object> values = LinkedHashMap.newLinkedHashMap(keys.size());
        for (ConfigKey key : keys.values()) {
            String name = key.name();
            values.put(name, given.containsKey(name) ? key.parse(given.get(name)) : key.valueWhenUnset());
        }
        return values;
    }

    /** The documentation of a key, read from its file when it is first asked for; null when there is none. */
    public String documentation(String name) {
        return Documentation.of(kind).get(name);
    }

    // Each kind is made when it is first asked for: a start does not pay for what it does not use.

    private static final class Broker {
        static final ConfigDefinitions DEFINITIONS = new ConfigDefinitions("broker", BrokerKeys.keys());
    }

    private static final class DynamicBroker {
        static final ConfigDefinitions DEFINITIONS = new ConfigDefinitions("broker", DynamicBrokerKeys.keys());
    }

    private static final class Topic {
        static final ConfigDefinitions DEFINITIONS = new ConfigDefinitions("topic", TopicKeys.keys());
    }

    private static final class Group {
        static final ConfigDefinitions DEFINITIONS = new ConfigDefinitions("group", GroupKeys.keys());
    }

    private static final class ClientMetrics {
        static final ConfigDefinitions DEFINITIONS = new ConfigDefinitions("client-metrics", ClientMetricsKeys.keys());
    }
}
