package io.ottla.config.codegen;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.coordinator.group.GroupConfig;
import org.apache.kafka.server.config.AbstractKafkaConfig;
import org.apache.kafka.server.config.DynamicBrokerConfig;
import org.apache.kafka.server.config.QuotaConfig;
import org.apache.kafka.server.metrics.ClientMetricsConfigs;
import org.apache.kafka.storage.internals.log.LogConfig;

/** {@code GenerateConfigDefinitions <folder for sources> <folder for resources>}. */
public final class GenerateConfigDefinitions {

    private static final String PACKAGE = "io/ottla/controller/configdef";

    private GenerateConfigDefinitions() {}

    public static void main(String[] args) throws IOException {
        Path sources = Path.of(args[0]).resolve(PACKAGE);
        Path resources = Path.of(args[1]).resolve(PACKAGE);
        Path stamp = Path.of(args[0]).resolve("inputs.txt");
        String inputs = Inputs.describe(System.getProperty("java.class.path"));
        if (Files.exists(stamp) && Files.readString(stamp).equals(inputs)) {
            return;
        }
        Files.createDirectories(sources);
        Files.createDirectories(resources);
        for (Map.Entry<String, String> file : sources().entrySet()) {
            Files.writeString(sources.resolve(file.getKey() + ".java"), file.getValue(), StandardCharsets.UTF_8);
        }
        for (Map.Entry<String, String> file : documentation().entrySet()) {
            Files.writeString(resources.resolve(file.getKey() + ".txt"), file.getValue(), StandardCharsets.UTF_8);
        }
        Files.writeString(stamp, inputs);
    }

    /** The sources, by class name. */
    static Map<String, String> sources() {
        Map<String, String> modes = DynamicBrokerConfig.dynamicConfigUpdateModes();
        Map<String, String> sources = new LinkedHashMap<>();
        sources.put("BrokerKeys", KeysSource.of("BrokerKeys", broker(), modes, "read-only"));
        sources.put("DynamicBrokerKeys", KeysSource.of("DynamicBrokerKeys", dynamicOnly(), modes, "read-only"));
        sources.put("TopicKeys", KeysSource.of("TopicKeys", topic(), Map.of(), "cluster-wide"));
        sources.put("GroupKeys", KeysSource.of("GroupKeys", group(), Map.of(), "cluster-wide"));
        sources.put("ClientMetricsKeys", KeysSource.of("ClientMetricsKeys", clientMetrics(), Map.of(), "cluster-wide"));
        sources.put("GeneratedSynonyms", SynonymsSource.of(AbstractKafkaConfig.CONFIG_DEF));
        return sources;
    }

    /** The documentation, by kind of key. */
    static Map<String, String> documentation() {
        List<ConfigKey> allBroker = new ArrayList<>(broker());
        allBroker.addAll(dynamicOnly());
        return Map.of(
                "broker", DocumentationText.of(allBroker),
                "topic", DocumentationText.of(topic()),
                "group", DocumentationText.of(group()),
                "client-metrics", DocumentationText.of(clientMetrics()));
    }

    private static Collection<ConfigKey> broker() {
        return AbstractKafkaConfig.CONFIG_DEF.configKeys().values();
    }

    /** Keys of a broker that no file may set: they exist as dynamic configuration only. */
    private static Collection<ConfigKey> dynamicOnly() {
        ConfigDef quotas = QuotaConfig.brokerQuotaConfigs();
        return quotas.configKeys().values();
    }

    private static Collection<ConfigKey> topic() {
        return LogConfig.configDefCopy().configKeys().values();
    }

    private static Collection<ConfigKey> group() {
        return GroupConfig.CONFIG_DEF.configKeys().values();
    }

    private static Collection<ConfigKey> clientMetrics() {
        return ClientMetricsConfigs.configDef().configKeys().values();
    }
}
