package io.ottla.broker.config;

import io.ottla.controller.configdef.ConfigDefinitions;
import io.ottla.controller.configdef.ConfigKey;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Keys that mean nothing here: one line for each, with the key that may have been meant. */
final class UnknownKeys {

    private static final int MAX_TYPOS = 2;

    private UnknownKeys() {}

    static List<String> warnings(Set<String> keys) {
        return keys.stream()
                .filter(key -> !isKnown(key))
                .sorted()
                .map(key -> "unknown key " + key + " is ignored"
                        + closest(key)
                                .map(name -> "; did you mean " + name + "?")
                                .orElse(""))
                .toList();
    }

    private static boolean isKnown(String key) {
        return ConfigDefinitions.broker().find(key).isPresent() || OwnKeys.has(key) || isListenersOwn(key);
    }

    /** {@code listener.name.<listener>.<key>}, where a SASL mechanism may stand before the key. */
    private static boolean isListenersOwn(String key) {
        return key.startsWith("listener.name.")
                && ConfigDefinitions.broker().keys().stream().anyMatch(known -> key.endsWith("." + known.name()));
    }

    private static Optional<String> closest(String key) {
        return ConfigDefinitions.broker().keys().stream()
                .map(ConfigKey::name)
                .filter(name -> typos(key, name) <= MAX_TYPOS)
                .min(Comparator.comparingInt(name -> typos(key, name)));
    }

    /** How many letters have to be changed, added or left out to get from one to the other. */
    private static int typos(String from, String to) {
        if (Math.abs(from.length() - to.length()) > MAX_TYPOS) {
            return Integer.MAX_VALUE;
        }
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
