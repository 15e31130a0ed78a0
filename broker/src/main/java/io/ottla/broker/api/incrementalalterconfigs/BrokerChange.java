package io.ottla.broker.api.incrementalalterconfigs;

import io.ottla.controller.configdef.ConfigDefinitions;
import io.ottla.controller.configdef.ConfigKey;
import io.ottla.controller.configdef.ConfigType;
import io.ottla.controller.configdef.InvalidConfigException;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.message.IncrementalAlterConfigsRequest.AlterableConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a broker's dynamic configuration would be after a change: the broker looks at that before the controller does. */
final class BrokerChange {

    private BrokerChange() {}

    /**
     * @param before all that is set for the broker, or for all
     * @throws InvalidConfigException when an operation is not for its key
     */
    static Map<String, String> apply(Map<String, String> before, List<AlterableConfig> changes) {
        Map<String, String> after = new LinkedHashMap<>(before);
        for (AlterableConfig change : changes) {
            String name = change.name();
            Operation operation = Operation.of(change.configOperation())
                    .orElseThrow(() -> new InvalidConfigException(
                            ErrorCode.INVALID_REQUEST, "Unknown operations type " + change.configOperation()));
            switch (operation) {
                case SET -> after.put(name, change.value());
                case DELETE -> after.remove(name);
                case APPEND -> {
                    List<String> list = list(after, name, "append");
                    for (String value : split(change.value())) {
                        if (!list.contains(value)) {
                            list.add(value);
                        }
                    }
                    after.put(name, String.join(",", list));
                }
                case SUBTRACT -> {
                    List<String> list = list(after, name, "subtract");
                    split(change.value()).forEach(list::remove);
                    after.put(name, String.join(",", list));
                }
            }
        }
        return after;
    }

    private static List<String> list(Map<String, String> configs, String name, String operation) {
        ConfigKey key = ConfigDefinitions.broker()
                .find(name)
                .orElseThrow(() -> new InvalidConfigException("Unknown config name: " + name));
        if (key.type() != ConfigType.LIST) {
            throw new InvalidConfigException("Config value " + operation + " is not allowed for config key: " + name);
        }
        String text = configs.getOrDefault(name, key.defaultText());
        return text == null || text.isEmpty() ? new ArrayList<>() : new ArrayList<>(split(text));
    }

    private static List<String> split(String values) {
        return List.of(values.split(",", 0));
    }
}
