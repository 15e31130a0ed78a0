package io.ottla.storage.dirs;

import io.ottla.storage.TopicPartition;
import io.ottla.storage.checkpoint.CheckpointText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The checkpoints of a data folder: a line a partition, {@code topic partition offset}. */
public enum OffsetCheckpoint {
    RECOVERY_POINT("recovery-point-offset-checkpoint"),
    LOG_START_OFFSET("log-start-offset-checkpoint"),
    HIGH_WATERMARK("replication-offset-checkpoint"),
    /** Up to where logs are compacted. Those that never were are not in it. */
    CLEANER("cleaner-offset-checkpoint");

    private final String fileName;

    OffsetCheckpoint(String fileName) {
        this.fileName = fileName;
    }

    public String fileName() {
        return fileName;
    }

    static ByteBuffer encode(Map<TopicPartition, Long> offsets) {
        CheckpointText.Lines lines = new CheckpointText.Lines();
        new TreeMap<>(offsets)
                .forEach((partition, offset) -> lines.add(partition.topic(), partition.partition(), offset));
        return lines.content();
    }

    static SortedMap<TopicPartition, Long> decode(ByteBuffer content) throws IOException {
        SortedMap<TopicPartition, Long> offsets = new TreeMap<>();
        try {
            for (List<String> words : CheckpointText.parse(content, 3)) {
                TopicPartition partition = new TopicPartition(words.get(0), Integer.parseInt(words.get(1)));
                offsets.put(partition, Long.parseLong(words.get(2)));
            }
            return offsets;
        } catch (NumberFormatException malformed) {
            throw new IOException(malformed.getMessage(), malformed);
        }
    }
}
