package io.ottla.controller.configdef;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The documentation of keys. It is far larger than the keys themselves and hardly ever asked for, so it lies in files of its
 * own, {@code <kind>.txt}: a line for each key, its name, a tab, and its text with line ends and backslashes escaped.
 */
final class Documentation {

    private Documentation() {}

    static Map<String, String> of(String kind) {
        return switch (kind) {
            case "broker" -> Broker.TEXTS;
            case "topic" -> Topic.TEXTS;
            case "group" -> Group.TEXTS;
            case "client-metrics" -> ClientMetrics.TEXTS;
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private static Map<String, String> read(String file) {
        Map<String, String> texts = new HashMap<>();
        try (InputStream in = Documentation.class.getResourceAsStream(file);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            String line = reader.readLine();
            while (line != null) {
                int tab = line.indexOf('\t');
                texts.put(line.substring(0, tab), unescaped(line.substring(tab + 1)));
                line = reader.readLine();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.copyOf(texts);
    }

    private static String unescaped(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
                c = switch (text.charAt(i)) {
                    case 'n' -> '\n';
                    case 'r' -> '\r';
                    default -> text.charAt(i);
                };
            }
            out.append(c);
        }
        return out.toString();
    }

    private static final class Broker {
        static final Map<String, String> TEXTS = read("broker.txt");
    }

    private static final class Topic {
        static final Map<String, String> TEXTS = read("topic.txt");
    }

    private static final class Group {
        static final Map<String, String> TEXTS = read("group.txt");
    }

    private static final class ClientMetrics {
        static final Map<String, String> TEXTS = read("client-metrics.txt");
    }
}
