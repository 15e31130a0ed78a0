package io.ottla.config.codegen;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.coordinator.group.GroupConfig;
import org.apache.kafka.server.config.ConfigSynonym;
import org.apache.kafka.server.config.DynamicBrokerConfig;
import org.apache.kafka.server.config.ServerTopicConfigSynonyms;

/** The source of the class that says which broker keys stand behind a topic's, a group's or another broker key. */
final class SynonymsSource {

    private static final String TEMPLATE = """
            // Generated from the reference's classes. Do not edit.
            package io.ottla.controller.configdef;

            import static io.ottla.controller.configdef.Synonym.Conversion.*;

            import java.util.List;
            import java.util.Map;
            import java.util.Set;

            final class GeneratedSynonyms {

                private GeneratedSynonyms() {}

                static Map<String, List<Synonym>> topic() {
                    return Map.ofEntries(
            %s);
                }

                static Map<String, String> group() {
                    return Map.ofEntries(
            %s);
                }

                static Map<String, List<String>> broker() {
                    return Map.ofEntries(
            %s);
                }

                static Set<String> perMechanism() {
                    return Set.of(%s);
                }

                static Set<String> perListenerOnly() {
                    return Set.of(%s);
                }
            }
            """;

    private SynonymsSource() {}

    static String of(ConfigDef broker) {
        Map<String, String> topic = new TreeMap<>();
        ServerTopicConfigSynonyms.ALL_TOPIC_CONFIG_SYNONYMS.forEach((name, synonyms) -> topic.put(
                name,
                synonyms.stream()
                        .map(synonym ->
                                "new Synonym(%s, %s)".formatted(JavaText.quoted(synonym.name()), conversion(synonym)))
                        .collect(Collectors.joining(", ", "List.of(", ")"))));
        Map<String, String> group = new TreeMap<>();
        for (String name : GroupConfig.configNames()) {
            Optional<String> synonym = GroupConfig.brokerSynonym(name);
            synonym.ifPresent(of -> group.put(name, JavaText.quoted(of)));
        }
        Map<String, String> brokerToBroker = new TreeMap<>();
        TreeSet<String> perMechanism = new TreeSet<>();
        for (String name : broker.names()) {
            List<String> synonyms = DynamicBrokerConfig.brokerConfigSynonyms(name, false);
            if (synonyms.size() > 1) {
                brokerToBroker.put(name, JavaText.of(synonyms));
            }
            String prefixed = "listener.name.x.plain." + name;
            if (DynamicBrokerConfig.brokerConfigSynonyms(prefixed, true).contains(name)) {
                perMechanism.add(name);
            }
        }
        return TEMPLATE.formatted(
                entries(topic),
                entries(group),
                entries(brokerToBroker),
                strings(perMechanism),
                strings(new TreeSet<>(DynamicBrokerConfig.DYNAMIC_SECURITY_CONFIGS)));
    }

    /** The reference hands out a function; what it does to a one says which it is. */
    private static String conversion(ConfigSynonym synonym) {
        Function<String, String> converter = synonym.converter();
        return switch (converter.apply("1")) {
            case "1" -> "NONE";
            case "60000" -> "MINUTES_TO_MS";
            case "3600000" -> "HOURS_TO_MS";
            default -> throw new IllegalStateException("unknown conversion of " + synonym.name());
        };
    }

    private static String entries(Map<String, String> map) {
        return map.entrySet().stream()
                .map(entry ->
                        "            Map.entry(" + JavaText.quoted(entry.getKey()) + ", " + entry.getValue() + ")")
                .collect(Collectors.joining(",\n"));
    }

    private static String strings(TreeSet<String> values) {
        return values.stream().map(JavaText::quoted).collect(Collectors.joining(", "));
    }
}
