package io.ottla.controller.configdef;

import java.util.LinkedHashSet;
import java.util.List;

/**
 * One configuration key.
 *
 * @param required there is no default: a value has to be given
 * @param defaultValue the typed default; null is a default too
 * @param internal not documented, and not shown unless it was set
 */
public record ConfigKey(
        String name,
        ConfigType type,
        boolean required,
        Object defaultValue,
        ConfigRule rule,
        Importance importance,
        UpdateMode updateMode,
        boolean internal) {

    /**
     * The typed and checked value.
     *
     * @param text null for a value that is explicitly none
     * @throws InvalidConfigException when the text is no value of this key
     */
    public Object parse(String text) {
        Object value = text == null ? null : type.parse(name, text);
        if (rule instanceof ConfigRule.ListOf && value instanceof List<?> list) {
            value = List.copyOf(new LinkedHashSet<>(list));
        }
        rule.check(name, value);
        return value;
    }

    /**
     * The default.
     *
     * @throws InvalidConfigException when there is none
     */
    public Object valueWhenUnset() {
        if (required) {
            throw new InvalidConfigException(
                    "Missing required configuration \"" + name + "\" which has no default value.");
        }
        return defaultValue;
    }

    /** The text of the default; null when there is none or it is null. */
    public String defaultText() {
        return ConfigType.format(defaultValue);
    }

    public boolean sensitive() {
        return type == ConfigType.PASSWORD;
    }
}
