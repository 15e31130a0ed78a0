package io.ottla.compat.process;

import io.ottla.compat.tool.ReferenceTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/** The reference, started from its jars: a folder that was never formatted is formatted first. */
final class ReferenceProcess extends BrokerProcess {
    private static final String CLUSTER_ID = "Y29tcGF0LXRlc3RzLW9uZQ";

    private Path propertiesFile;

    ReferenceProcess(TargetSettings settings) {
        super(settings);
    }

    @Override
    public TargetKind kind() {
        return TargetKind.REFERENCE;
    }

    @Override
    void prepare() throws IOException {
        String client = settings().host() + ":" + settings().port();
        String controller = settings().host() + ":" + settings().controllerPort();
        Properties properties = new Properties();
        properties.put("process.roles", "broker,controller");
        properties.put("listeners", "PLAINTEXT://" + client + ",CONTROLLER://" + controller);
        properties.put("advertised.listeners", "PLAINTEXT://" + client);
        properties.put("controller.listener.names", "CONTROLLER");
        properties.put("controller.quorum.voters", TargetSettings.NODE_ID + "@" + controller);
        properties.put("log.dirs", settings().dataFolder().toString());
        properties.put("log.cleaner.dedupe.buffer.size", "4194304");
        properties.putAll(settings().properties());
        propertiesFile = writeProperties(properties);
        if (!Files.exists(settings().dataFolder().resolve("meta.properties"))) {
            ReferenceTool.format(settings().referenceJvm(), propertiesFile, CLUSTER_ID);
        }
    }

    @Override
    List<String> command() {
        return settings().referenceJvm().broker(propertiesFile);
    }
}
