package io.ottla.storage.dirs;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.storage.disk.FileDisk;
import io.ottla.storage.log.SpaceReserve;
import io.ottla.wire.io.Uuid;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.storage.internals.checkpoint.CleanShutdownFileHandler;
import org.apache.kafka.storage.internals.checkpoint.OffsetCheckpointFile;
import org.apache.kafka.storage.internals.checkpoint.PartitionMetadataFile;
import org.apache.kafka.storage.internals.log.LogDirFailureChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The small files of a data folder, written here and read by the reference, and the other way round. */
class DirsConformanceTest {
    private final FileDisk disk = new FileDisk();

    @TempDir
    Path folder;

    @Test
    void exchangesMarkers() throws Exception {
        CleanShutdownFileHandler reference = new CleanShutdownFileHandler(folder.toString());
        CleanShutdownMarker.write(disk, folder, 123);
        assertThat(reference.read()).isEqualTo(OptionalLong.of(123));
        reference.write(Long.MAX_VALUE);
        assertThat(CleanShutdownMarker.take(disk, folder))
                .contains(new CleanShutdownMarker(OptionalLong.of(Long.MAX_VALUE)));
        assertThat(reference.exists()).isFalse();
        assertThat(CleanShutdownMarker.take(disk, folder)).isEmpty();
    }

    @Test
    void takesTheEmptyMarkerOfAnOlderBroker() throws IOException {
        Files.createFile(folder.resolve(".kafka_cleanshutdown"));
        assertThat(CleanShutdownMarker.take(disk, folder)).contains(new CleanShutdownMarker(OptionalLong.empty()));
    }

    @Test
    void exchangesCheckpoints() throws IOException {
        LogDir dir = new LogDir(disk, folder, Uuid.ZERO, Optional.empty(), SpaceReserve.DEFAULT);
        for (OffsetCheckpoint checkpoint : OffsetCheckpoint.values()) {
            OffsetCheckpointFile reference = new OffsetCheckpointFile(
                    folder.resolve(checkpoint.fileName()).toFile(), new LogDirFailureChannel(1));
            dir.write(
                    checkpoint,
                    Map.of(
                            new io.ottla.storage.TopicPartition("b", 1),
                            7L,
                            new io.ottla.storage.TopicPartition("a-b", 0),
                            Long.MAX_VALUE));
            assertThat(reference.read())
                    .isEqualTo(Map.of(new TopicPartition("b", 1), 7L, new TopicPartition("a-b", 0), Long.MAX_VALUE));
            reference.write(Map.of(new TopicPartition("c", 3), 9L));
            assertThat(dir.read(checkpoint)).isEqualTo(Map.of(new io.ottla.storage.TopicPartition("c", 3), 9L));
        }
    }

    @Test
    void exchangesTopicIds() throws IOException {
        PartitionMetadataFile reference =
                new PartitionMetadataFile(folder.resolve("partition.metadata").toFile(), new LogDirFailureChannel(1));
        PartitionMetadata.write(disk, folder, new Uuid(12, 34));
        assertThat(reference.read().topicId()).isEqualTo(new org.apache.kafka.common.Uuid(12, 34));
        Files.delete(folder.resolve("partition.metadata"));
        reference.record(new org.apache.kafka.common.Uuid(56, 78));
        reference.maybeFlush();
        assertThat(PartitionMetadata.read(disk, folder)).contains(new Uuid(56, 78));
    }

    @Test
    void writesPropertiesThatAnyReaderTakes() throws IOException {
        MetaProperties properties = new MetaProperties("abc", 5, new Uuid(1, 2));
        Path file = folder.resolve("meta.properties");
        Files.write(
                file,
                StandardCharsets.ISO_8859_1
                        .decode(properties.encode())
                        .toString()
                        .getBytes(StandardCharsets.ISO_8859_1));
        assertThat(Utils.loadProps(file.toString()))
                .containsEntry("version", "1")
                .containsEntry("cluster.id", "abc")
                .containsEntry("node.id", "5")
                .containsEntry("directory.id", new org.apache.kafka.common.Uuid(1, 2).toString());
        assertThat(MetaProperties.decode(properties.encode()))
                .isEqualTo(new MetaProperties(Optional.of("abc"), OptionalInt.of(5), Optional.of(new Uuid(1, 2))));
    }
}
