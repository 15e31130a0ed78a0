package io.ottla.config.codegen;

import java.util.Collection;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;

/** The documentation of keys: a line for each key, its name, a tab, and its text with line ends and backslashes escaped. */
final class DocumentationText {

    private DocumentationText() {}

    static String of(Collection<ConfigKey> keys) {
        StringBuilder out = new StringBuilder();
        for (ConfigKey key : keys) {
            if (key.documentation != null) {
                out.append(key.name)
                        .append('\t')
                        .append(escaped(key.documentation))
                        .append('\n');
            }
        }
        return out.toString();
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\r", "\\r").replace("\n", "\\n");
    }
}
