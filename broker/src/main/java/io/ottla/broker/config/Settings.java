package io.ottla.broker.config;

import io.ottla.controller.configdef.BrokerConfigs;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that a broker is told before it starts.
 *
 * @param configs the keys that were given, by a file or otherwise: what the protocol calls the static broker configuration,
 *     to which dynamic ones are added while the broker runs
 * @param warnings one line for each thing that is odd but does not stop the start, such as an unknown key
 */
public record Settings(
        NodeSettings node,
        NetworkSettings network,
        StorageSettings storage,
        ControllerSettings controller,
        BrokerSettings broker,
        GroupCoordinatorSettings groups,
        TransactionCoordinatorSettings transactions,
        BrokerConfigs configs,
        List<String> warnings) {

    /** Settings for a broker inside this JVM: a free port of the loopback address, and a temporary folder. */
    public static Settings embedded() {
        return builder().listen("localhost", 0).temporaryData().build();
    }

    /** Starts from the defaults of a single node. */
    public static Builder builder() {
        return new Builder(SingleNodeDefaults.properties());
    }

    /** Starts from the keys of a {@code server.properties}; all else has the reference's defaults. */
    public static Builder builder(Map<String, String> properties) {
        return new Builder(properties);
    }

    /** Collects keys; the last word on a key counts. */
    public static final class Builder {

        private final Map<String, String> properties;
        private boolean temporaryData;
        private String newClusterId;

        private Builder(Map<String, String> base) {
            this.properties = new LinkedHashMap<>(base);
        }

        public Builder set(String key, String value) {
            properties.put(key, value);
            return this;
        }

        /** Listens for plain connections at one address only; port 0 is any free one. */
        public Builder listen(String host, int port) {
            properties.remove("advertised.listeners");
            return set("listeners", "PLAINTEXT://" + new Endpoint(host, port));
        }

        /** Keeps all data in this folder. */
        public Builder data(Path folder) {
            properties.remove("log.dirs");
            properties.remove("metadata.log.dir");
            temporaryData = false;
            return set("log.dir", folder.toString());
        }

        /** Keeps all data in a new temporary folder, which is deleted when the broker is closed. */
        public Builder temporaryData() {
            temporaryData = true;
            return this;
        }

        /** Makes empty data folders ready for the cluster of this id: 16 bytes in base64, as Kafka writes them. */
        public Builder newClusterId(String id) {
            newClusterId = id;
            return this;
        }

        /** @throws SettingsException when a value is wrong, or two do not go together */
        public Settings build() {
            return SettingsReader.read(properties, newClusterId, temporaryData);
        }
    }
}
