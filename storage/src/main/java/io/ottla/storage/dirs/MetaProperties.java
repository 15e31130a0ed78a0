package io.ottla.storage.dirs;

import io.ottla.wire.io.Uuid;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.stream.Collectors;

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
        Properties properties = new Properties();
        properties.setProperty("version", "1");
        clusterId.ifPresent(id -> properties.setProperty("cluster.id", id));
        directoryId.ifPresent(id -> properties.setProperty("directory.id", id.toString()));
        nodeId.ifPresent(id -> properties.setProperty("node.id", Integer.toString(id)));
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            properties.store(text, null);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        // All but the date, which stands in a comment, and in an order that is always the same.
        String lines = text.toString(StandardCharsets.ISO_8859_1)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .sorted()
                .collect(Collectors.joining("\n", "", "\n"));
        return StandardCharsets.ISO_8859_1.encode(lines);
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
            if (properties.getProperty("cluster.id") == null && version.equals("1")) {
                throw new IOException("it has no cluster.id");
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
