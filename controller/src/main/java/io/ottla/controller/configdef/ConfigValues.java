package io.ottla.controller.configdef;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Typed and checked values by key. Asking for a key that is not there, or for another type, is a mistake in the code. */
public record ConfigValues(Map<String, Object> values) {

    /** The value, whatever its type; null when it is none. */
    public Object get(String name) {
        Object value = values.get(name);
        if (value == null && !values.containsKey(name)) {
            throw new IllegalArgumentException("no configuration key " + name);
        }
        return value;
    }

    public boolean booleanValue(String name) {
        return (Boolean) get(name);
    }

    public short shortValue(String name) {
        return (Short) get(name);
    }

    public int intValue(String name) {
        return (Integer) get(name);
    }

    public long longValue(String name) {
        return (Long) get(name);
    }

    public double doubleValue(String name) {
        return (Double) get(name);
    }

    public String text(String name) {
        return (String) get(name);
    }

    public Optional<String> optionalText(String name) {
        return Optional.ofNullable(text(name));
    }

    public List<String> list(String name) {
        return ((List<?>) get(name)).stream().map(String.class::cast).toList();
    }
}
