package io.ottla.storage.dirs;

import io.ottla.storage.TopicPartition;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The checkpoints of a data folder: version 0, the number of entries, and one line an entry, {@code topic partition offset}. */
public enum OffsetCheckpoint {
    RECOVERY_POINT("recovery-point-offset-checkpoint"),
    LOG_START_OFFSET("log-start-offset-checkpoint"),
    HIGH_WATERMARK("replication-offset-checkpoint");

    private final String fileName;

    OffsetCheckpoint(String fileName) {
        this.fileName = fileName;
    }

    public String fileName() {
        return fileName;
    }

    static ByteBuffer encode(Map<TopicPartition, Long> offsets) {
        StringBuilder text = new StringBuilder("0\n").append(offsets.size()).append('\n');
        new TreeMap<>(offsets)
                .forEach((partition, offset) -> text.append(partition.topic())
                        .append(' ')
                        .append(partition.partition())
                        .append(' ')
                        .append(offset)
                        .append('\n'));
        return StandardCharsets.UTF_8.encode(text.toString());
    }

    static SortedMap<TopicPartition, Long> decode(ByteBuffer content) throws IOException {
        String[] lines = StandardCharsets.UTF_8.decode(content).toString().split("\n", -1);
        SortedMap<TopicPartition, Long> offsets = new TreeMap<>();
        try {
            if (!lines[0].equals("0")) {
                throw new IOException("its version is '" + lines[0] + "', and 0 is known");
            }
            int count = Integer.parseInt(lines[1]);
            for (String line : List.of(lines).subList(2, 2 + count)) {
                String[] parts = line.split(" ", -1);
                offsets.put(new TopicPartition(parts[0], Integer.parseInt(parts[1])), Long.parseLong(parts[2]));
            }
            return offsets;
        } catch (IndexOutOfBoundsException | IllegalArgumentException malformed) {
            throw new IOException(malformed.getMessage(), malformed);
        }
    }
}
