package io.ottla.storage.dirs;

import io.ottla.storage.disk.AtomicFile;
import io.ottla.storage.disk.Disk;
import io.ottla.storage.disk.DiskFile;
import io.ottla.storage.log.PartitionLog;
import io.ottla.wire.io.Uuid;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file {@code partition.metadata} in a partition's folder: the id of the topic that the log is of. */
final class PartitionMetadata {
    private static final Logger LOG = LoggerFactory.getLogger(PartitionMetadata.class);
    static final String FILE_NAME = PartitionLog.METADATA_FILE_NAME;
    private static final String VERSION = "version: ";
    private static final String TOPIC_ID = "topic_id: ";

    private PartitionMetadata() {}

    /** Writes the file; the log's first flush forces it. */
    static void write(Disk disk, Path folder, Uuid topicId) throws IOException {
        try (DiskFile file = disk.open(folder.resolve(FILE_NAME), Disk.Mode.CREATE)) {
            file.truncate(0);
            file.write(0, StandardCharsets.UTF_8.encode(VERSION + "0\n" + TOPIC_ID + topicId));
        }
    }

    /** The topic id; empty when there is no file, or none that can be read, as after a loss of power. */
    static Optional<Uuid> read(Disk disk, Path folder) throws IOException {
        Optional<ByteBuffer> content = AtomicFile.read(disk, folder.resolve(FILE_NAME));
        return content.flatMap(
                bytes -> parse(folder, StandardCharsets.UTF_8.decode(bytes).toString()));
    }

    private static Optional<Uuid> parse(Path folder, String text) {
        List<String> lines = text.lines().toList();
        try {
            if (lines.size() >= 2
                    && lines.get(0).startsWith(VERSION)
                    && lines.get(1).startsWith(TOPIC_ID)) {
                Uuid topicId =
                        Uuid.parse(lines.get(1).substring(TOPIC_ID.length()).strip());
                if (!topicId.isZero()) {
                    return Optional.of(topicId);
                }
            }
        } catch (IllegalArgumentException malformed) {
            LOG.debug("{}", malformed.getMessage());
        }
        LOG.warn("{} in {} has no topic id, and is taken for missing", FILE_NAME, folder);
        return Optional.empty();
    }
}
