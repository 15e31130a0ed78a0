package io.ottla.compat.process;

import io.ottla.compat.Installation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/** Ottla, started from its packaged distribution as a user would. */
final class OttlaProcess extends BrokerProcess {
    private Path propertiesFile;

    OttlaProcess(TargetSettings settings) {
        super(settings);
    }

    @Override
    public TargetKind kind() {
        return TargetKind.OTTLA;
    }

    @Override
    void prepare() throws IOException {
        Properties properties = new Properties();
        properties.putAll(settings().properties());
        properties.put(
                "listeners",
                "PLAINTEXT://" + settings().host() + ":" + settings().port());
        properties.putIfAbsent("log.dirs", settings().dataFolder().toString());
        propertiesFile = writeProperties(properties);
    }

    @Override
    List<String> command() {
        // Named to the shell, since what copied the script may not have kept it executable.
        return List.of(
                "sh",
                Installation.ottlaHome().resolve("bin/ottla").toString(),
                "start",
                "--config",
                propertiesFile.toString());
    }
}
