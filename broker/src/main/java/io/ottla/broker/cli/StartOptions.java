package io.ottla.broker.cli;

import io.ottla.broker.config.Endpoint;
import io.ottla.broker.config.PropertiesFile;
import io.ottla.broker.config.Settings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code ottla start} was told.
 *
 * @param environment to go by variables, too, as Kafka's images do; the file counts where those give no key
 * @param set single keys; they count more than the files and variables, and more than the other options
 */
record StartOptions(
        Optional<Path> config,
        Optional<Path> environment,
        Optional<Path> data,
        Optional<Endpoint> listen,
        Map<String, String> set) {

    /**
     * @param variables of the environment
     * @throws io.ottla.broker.config.SettingsException when that makes no settings
     */
    Settings settings(Map<String, String> variables) {
        Settings.Builder builder = environment.isPresent() ? byVariables(variables) : byFile();
        data.ifPresent(builder::data);
        listen.ifPresent(at -> builder.listen(at.host(), at.port()));
        set.forEach(builder::set);
        return builder.build();
    }

    private Settings.Builder byFile() {
        return config.map(file -> Settings.builder(PropertiesFile.read(file))).orElseGet(Settings::builder);
    }

    private Settings.Builder byVariables(Map<String, String> environmentVariables) {
        KafkaVariables variables = KafkaVariables.of(environmentVariables);
        Map<String, String> properties = new LinkedHashMap<>();
        config.ifPresent(file -> properties.putAll(PropertiesFile.read(file)));
        properties.putAll(variables.keys());
        Settings.Builder builder =
                Settings.builder(properties.isEmpty() ? PropertiesFile.read(environment.orElseThrow()) : properties);
        variables.clusterId().ifPresent(builder::newClusterId);
        return builder;
    }
}
