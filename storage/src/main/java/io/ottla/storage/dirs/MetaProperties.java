package io.ottla.storage.dirs;

import io.ottla.wire.io.Uuid;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
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
        // By hand: what Properties writes has no order, and begins with a date, for which the names of time zones are
        // looked up. That takes longer than the rest of formatting a folder.
        StringBuilder lines = new StringBuilder();
        clusterId.ifPresent(
                id -> lines.append("cluster.id=").append(escaped(id)).append('\n'));
        directoryId.ifPresent(id -> lines.append("directory.id=").append(id).append('\n'));
        nodeId.ifPresent(id -> lines.append("node.id=").append(id).append('\n'));
        lines.append("version=1\n");
        return StandardCharsets.ISO_8859_1.encode(lines.toString());
    }

    /** As {@link Properties} reads a value back, whatever is in it. */
    private static String escaped(String value) {
        StringBuilder text = new StringBuilder(value.length());
        for (char c : value.toCharArray()) {
            if (c > ' ' && c < 0x7f && "\\=:#!".indexOf(c) < 0) {
                text.append(c);
            } else {
                text.append("\\u").append(HexFormat.of().toHexDigits(c));
            }
        }
        return text.toString();
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
