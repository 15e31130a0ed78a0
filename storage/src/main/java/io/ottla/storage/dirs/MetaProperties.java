package io.ottla.storage.dirs;

import io.ottla.wire.io.Uuid;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;

/**
 * The file {@code meta.properties} of a data folder: whose it is. Version 1 is written; version 0, which names the node by
 * {@code broker.id} and may leave out all else, is read.
 *
 * @param directoryId the folder's own id (KIP-858); folders of older brokers have none
 */
public record MetaProperties(Optional<String> clusterId, OptionalInt nodeId, Optional<Uuid> directoryId) {
    public static final String FILE_NAME = "meta.properties";

    /** Of a folder that is formatted now. */
    public MetaProperties(String clusterId, int nodeId, Uuid directoryId) {
        this(Optional.of(clusterId), OptionalInt.of(nodeId), Optional.of(directoryId));
    }

    /** The file's content. */
    public ByteBuffer encode() {
        StringBuilder text = new StringBuilder();
        clusterId.ifPresent(id -> text.append("cluster.id=").append(id).append('\n'));
        directoryId.ifPresent(id -> text.append("directory.id=").append(id).append('\n'));
        nodeId.ifPresent(id -> text.append("node.id=").append(id).append('\n'));
        return StandardCharsets.ISO_8859_1.encode(text.append("version=1\n").toString());
    }

    /** Reads a file's content; what is not as it should be is an {@link IOException} that says so. */
    public static MetaProperties decode(ByteBuffer content) throws IOException {
        Properties properties = new Properties();
        try {
            properties.load(
                    new StringReader(StandardCharsets.ISO_8859_1.decode(content).toString()));
            String version = properties.getProperty("version", "0");
            String node = switch (version) {
                case "0" -> properties.getProperty("broker.id");
                case "1" -> properties.getProperty("node.id");
                default -> throw new IOException("its version is " + version + ", and 0 and 1 are known");
            };
            if (node == null && version.equals("1")) {
                throw new IOException("it has no node.id");
            }
            return new MetaProperties(
                    Optional.ofNullable(properties.getProperty("cluster.id")),
                    node == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(node.strip())),
                    Optional.ofNullable(properties.getProperty("directory.id")).map(Uuid::parse));
        } catch (IllegalArgumentException malformed) {
            throw new IOException(malformed.getMessage(), malformed);
        }
    }
}
