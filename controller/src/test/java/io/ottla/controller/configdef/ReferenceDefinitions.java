package io.ottla.controller.configdef;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.coordinator.group.GroupConfig;
import org.apache.kafka.server.config.AbstractKafkaConfig;
import org.apache.kafka.server.config.QuotaConfig;
import org.apache.kafka.server.metrics.ClientMetricsConfigs;
import org.apache.kafka.storage.internals.log.LogConfig;

/** The reference's definitions beside ours. */
record ReferenceDefinitions(String kind, ConfigDefinitions ours, ConfigDef theirs) {

    static List<ReferenceDefinitions> all() {
        return List.of(
                new ReferenceDefinitions("broker", ConfigDefinitions.broker(), AbstractKafkaConfig.CONFIG_DEF),
                new ReferenceDefinitions(
                        "dynamic broker", ConfigDefinitions.dynamicBrokerOnly(), QuotaConfig.brokerQuotaConfigs()),
                new ReferenceDefinitions("topic", ConfigDefinitions.topic(), LogConfig.configDefCopy()),
                new ReferenceDefinitions("group", ConfigDefinitions.group(), GroupConfig.CONFIG_DEF),
                new ReferenceDefinitions(
                        "client metrics", ConfigDefinitions.clientMetrics(), ClientMetricsConfigs.configDef()));
    }

    /** What the reference makes of one value: the text of the typed value, or the error. */
    static String outcome(ConfigDef.ConfigKey key, String value) {
        Map<String, String> given = new LinkedHashMap<>();
        given.put(key.name, value);
        try {
            return "value " + text(new ConfigDef().define(key).parse(given).get(key.name));
        } catch (ConfigException e) {
            return "error " + e.getMessage();
        }
    }

    /** What we make of it. */
    static String outcome(ConfigKey key, String value) {
        try {
            return "value " + ConfigType.format(key.parse(value));
        } catch (InvalidConfigException e) {
            return "error " + e.getMessage();
        }
    }

    static String text(Object value) {
        return switch (value) {
            case Password password -> password.value();
            case List<?> list -> ConfigDef.convertToString(list, ConfigDef.Type.LIST);
            case Class<?> type -> type.getName();
            case null -> "null";
            default -> value.toString();
        };
    }

    @Override
    public String toString() {
        return kind;
    }
}
