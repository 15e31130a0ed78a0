package io.ottla.broker.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns keys and values into settings. */
final class SettingsReader {

    private final Map<String, String> properties;

    private SettingsReader(Map<String, String> properties) {
        this.properties = Map.copyOf(properties);
    }

    static Settings read(Map<String, String> properties, boolean temporaryData) {
        SettingsReader reader = new SettingsReader(properties);
        return new Settings(
                new NodeSettings(reader.intOf("node.id", 1), Optional.ofNullable(properties.get("broker.rack"))),
                reader.network(),
                reader.storage(temporaryData),
                reader.controller(),
                reader.broker(),
                reader.properties,
                List.of());
    }

    private NetworkSettings network() {
        String text = properties.getOrDefault("listeners", "PLAINTEXT://:9092");
        int host = text.indexOf("://") + 3;
        int port = text.lastIndexOf(':');
        Listener listener = new Listener(
                "PLAINTEXT",
                text.substring(host, port),
                Integer.parseInt(text.substring(port + 1)),
                SecurityProtocol.PLAINTEXT,
                Optional.empty());
        return new NetworkSettings(
                List.of(listener),
                List.of(),
                "PLAINTEXT",
                intOf("num.network.threads", 3),
                new NetworkSettings.Sockets(102400, 102400, 50),
                new NetworkSettings.Connections(Integer.MAX_VALUE, Integer.MAX_VALUE, Map.of(), 2147483647, 600000L),
                new NetworkSettings.Requests(104857600, 500, -1L));
    }

    private StorageSettings storage(boolean temporary) {
        Path folder = temporary
                ? temporaryFolder()
                : Path.of(properties.getOrDefault("log.dir", "data")).toAbsolutePath();
        StorageSettings.Cleaner cleaner =
                new StorageSettings.Cleaner(true, 1, 134217728L, 524288, 0.9, Double.MAX_VALUE, 15000L);
        return new StorageSettings(
                List.of(folder),
                folder,
                temporary,
                2,
                Long.MAX_VALUE,
                60000L,
                60000L,
                5000L,
                300000L,
                86400000,
                cleaner);
    }

    private ControllerSettings controller() {
        return new ControllerSettings(
                List.of(),
                List.of(),
                new ControllerSettings.Quorum(1000, 1000, 2000, 2000, 20, 25),
                2000,
                9000,
                500,
                20971520L,
                3600000L,
                new ControllerSettings.MetadataLog(1073741824, 604800000L, 104857600L, 604800000L));
    }

    private BrokerSettings broker() {
        return new BrokerSettings(
                Runtime.getRuntime().availableProcessors(),
                true,
                true,
                intOf("num.partitions", 1),
                (short) 1,
                2000,
                57671680,
                1000,
                30000);
    }

    private int intOf(String key, int otherwise) {
        String value = properties.get(key);
        return value == null ? otherwise : Integer.parseInt(value);
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("ottla-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
