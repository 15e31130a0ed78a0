package io.ottla.storage.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ottla.storage.epoch.EpochEntry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.storage.internals.checkpoint.LeaderEpochCheckpointFile;
import org.apache.kafka.storage.internals.log.LogDirFailureChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeaderEpochCheckpointTest {
    private static final List<EpochEntry> ENTRIES =
            List.of(new EpochEntry(0, 0), new EpochEntry(7, 4_711), new EpochEntry(Integer.MAX_VALUE, Long.MAX_VALUE));

    @TempDir
    Path folder;

    @Test
    void bytesAreTheReferences() throws IOException {
        for (List<EpochEntry> entries : List.of(List.<EpochEntry>of(), ENTRIES)) {
            Path file = folder.resolve(LeaderEpochCheckpoint.FILE_NAME);
            reference(file)
                    .write(entries.stream()
                            .map(entry -> new org.apache.kafka.storage.internals.log.EpochEntry(
                                    entry.epoch(), entry.startOffset()))
                            .toList());
            ByteBuffer content = ByteBuffer.wrap(Files.readAllBytes(file));
            assertThat(LeaderEpochCheckpoint.encode(entries)).isEqualTo(content);
            assertThat(LeaderEpochCheckpoint.decode(content)).isEqualTo(entries);
        }
    }

    @Test
    void numbersThatAreNoneAreReported() {
        for (String content : List.of("", "0\n1\na 1\n", "0\n1\n1 99999999999999999999\n")) {
            assertThatThrownBy(() -> LeaderEpochCheckpoint.decode(StandardCharsets.UTF_8.encode(content)))
                    .as(content)
                    .isInstanceOf(IOException.class);
        }
    }

    private static LeaderEpochCheckpointFile reference(Path file) throws IOException {
        return new LeaderEpochCheckpointFile(file.toFile(), new LogDirFailureChannel(1));
    }
}
