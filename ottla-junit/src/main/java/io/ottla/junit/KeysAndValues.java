package io.ottla.junit;

import java.util.LinkedHashMap;
import java.util.Map;

/** Settings as an annotation can hold them: {@code key=value}. */
final class KeysAndValues {

    private KeysAndValues() {}

    static Map<String, String> parse(String... entries) {
        Map<String, String> parsed = new LinkedHashMap<>();
        for (String entry : entries) {
            int equals = entry.indexOf('=');
            if (equals <= 0) {
                throw new IllegalArgumentException("\"" + entry + "\" is not key=value");
            }
            parsed.put(
                    entry.substring(0, equals).strip(),
                    entry.substring(equals + 1).strip());
        }
        return parsed;
    }
}
