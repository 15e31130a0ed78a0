package io.ottla.config.codegen;

import java.util.Collection;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.ConfigDef.Type;

/** The source of one class that holds keys. */
final class KeysSource {

    private static final String HEAD = """
            // Generated from the reference's classes. Do not edit.
            package io.ottla.controller.configdef;

            import static io.ottla.controller.configdef.ConfigType.*;
            import static io.ottla.controller.configdef.Importance.*;
            import static io.ottla.controller.configdef.UpdateMode.*;

            import java.util.List;

            final class %s {

                private %s() {}

                static ConfigKey[] keys() {
                    return new ConfigKey[] {
            """;
    private static final String TAIL = """
                    };
                }
            }
            """;

    private KeysSource() {}

    /**
     * @param updateModes {@code per-broker} or {@code cluster-wide} for the keys that can be changed while running
     * @param otherwise the mode of a key that is not among them
     */
    static String of(String className, Collection<ConfigKey> keys, Map<String, String> updateModes, String otherwise) {
        StringBuilder out = new StringBuilder(HEAD.formatted(className, className));
        for (ConfigKey key : keys) {
            String mode = updateModes.getOrDefault(key.name, otherwise);
            out.append("            new ConfigKey(%s, %s, %s, %s, %s, %s, %s, %s),%n"
                    .formatted(
                            JavaText.quoted(key.name),
                            key.type,
                            !key.hasDefault(),
                            key.hasDefault() ? defaultOf(key) : "null",
                            RuleText.of(key.validator),
                            key.importance,
                            modeOf(mode),
                            key.internalConfig));
        }
        return out.append(TAIL).toString();
    }

    private static String defaultOf(ConfigKey key) {
        if (key.type == Type.PASSWORD && key.defaultValue != null) {
            throw new IllegalStateException("a secret with a default: " + key.name);
        }
        return JavaText.of(key.defaultValue);
    }

    private static String modeOf(String mode) {
        return switch (mode) {
            case "per-broker" -> "PER_BROKER";
            case "cluster-wide" -> "CLUSTER_WIDE";
            case "read-only" -> "READ_ONLY";
            default -> throw new IllegalStateException("no such update mode: " + mode);
        };
    }
}
