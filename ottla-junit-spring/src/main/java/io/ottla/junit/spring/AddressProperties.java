package io.ottla.junit.spring;

import java.util.LinkedHashMap;
import java.util.Map;

/** System properties that say where the broker is, while it runs. */
final class AddressProperties {
    private final Map<String, String> before = new LinkedHashMap<>();

    void set(String name, String address) {
        before.putIfAbsent(name, System.getProperty(name, ""));
        System.setProperty(name, address);
    }

    /** As it was, so that a broker that was started earlier is found again. */
    void restore() {
        before.forEach((name, value) -> {
            if (value.isEmpty()) {
                System.clearProperty(name);
            } else {
                System.setProperty(name, value);
            }
        });
        before.clear();
    }
}
