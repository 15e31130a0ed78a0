package io.ottla.storage.dirs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ottla.storage.TopicPartition;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.storage.internals.checkpoint.OffsetCheckpointFile;
import org.apache.kafka.storage.internals.log.LogDirFailureChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OffsetCheckpointTest {
    private static final Map<TopicPartition, Long> OFFSETS = new TreeMap<>(Map.of(
            new TopicPartition("orders", 0), 0L,
            new TopicPartition("orders", 12), Long.MAX_VALUE,
            new TopicPartition("__cluster_metadata", 0), 815L));

    @TempDir
    Path folder;

    @Test
    void bytesAreTheReferences() throws IOException {
        for (Map<TopicPartition, Long> offsets : java.util.List.of(Map.<TopicPartition, Long>of(), OFFSETS)) {
            Path file = folder.resolve("checkpoint");
            Map<org.apache.kafka.common.TopicPartition, Long> translated = new LinkedHashMap<>();
            offsets.forEach((partition, offset) -> translated.put(
                    new org.apache.kafka.common.TopicPartition(partition.topic(), partition.partition()), offset));
            new OffsetCheckpointFile(file.toFile(), new LogDirFailureChannel(1)).write(translated);
            ByteBuffer content = ByteBuffer.wrap(Files.readAllBytes(file));
            assertThat(OffsetCheckpoint.encode(offsets)).isEqualTo(content);
            assertThat(OffsetCheckpoint.decode(content)).isEqualTo(offsets);
        }
    }

    @Test
    void aFileTheReferenceOnlyMadeHasNoOffsets() throws IOException {
        Path file = folder.resolve("checkpoint");
        OffsetCheckpointFile reference = new OffsetCheckpointFile(file.toFile(), new LogDirFailureChannel(1));
        assertThat(reference.read()).isEmpty();
        assertThat(OffsetCheckpoint.decode(ByteBuffer.wrap(Files.readAllBytes(file))))
                .isEmpty();
    }

    @Test
    void numbersThatAreNoneAreReported() {
        for (String line : new String[] {"orders x 1", "orders 1 x", "orders 1"}) {
            assertThatThrownBy(() -> OffsetCheckpoint.decode(StandardCharsets.UTF_8.encode("0\n1\n" + line + "\n")))
                    .as(line)
                    .isInstanceOf(IOException.class);
        }
    }
}
