package io.ottla.broker.cli;

import io.ottla.broker.config.Endpoint;
import io.ottla.broker.config.PropertiesFile;
import io.ottla.broker.config.Settings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code ottla start} was told.
 *
 * @param set single keys; they count more than the file, and more than the other options
 */
record StartOptions(Optional<Path> config, Optional<Path> data, Optional<Endpoint> listen, Map<String, String> set) {

    /** @throws io.ottla.broker.config.SettingsException when that makes no settings */
    Settings settings() {
        Settings.Builder builder =
                config.map(file -> Settings.builder(PropertiesFile.read(file))).orElseGet(Settings::builder);
        data.ifPresent(builder::data);
        listen.ifPresent(at -> builder.listen(at.host(), at.port()));
        set.forEach(builder::set);
        return builder.build();
    }
}
