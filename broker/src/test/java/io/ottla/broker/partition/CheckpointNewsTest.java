package io.ottla.broker.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.api.Requests;
import io.ottla.storage.disk.AtomicFile;
import io.ottla.storage.disk.sim.SimulatedDisk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Checkpoints follow what happens to partitions, and cost nothing where nothing does. */
class CheckpointNewsTest {
    private static final Path CHECKPOINT = Path.of("replication-offset-checkpoint");
    private static final int PARTITIONS = 40;

    private final SimulatedBroker broker = SimulatedBroker.start(2);
    private final Requests requests = new Requests(broker);

    @Test
    void highWatermarksAreWrittenDownWhenTheyHaveMoved() throws IOException {
        broker.createTopic("topic", PARTITIONS);
        requests.appendAll("topic", 3, "a", "b");
        broker.advance(10_000);
        assertThat(lines()).hasSize(PARTITIONS).contains("topic 3 2", "topic 4 0");
        requests.appendAll("topic", 4, "c");
        broker.advance(10_000);
        assertThat(lines()).hasSize(PARTITIONS).contains("topic 3 2", "topic 4 1");
    }

    @Test
    void whatADeletedTopicHadIsForgotten() throws IOException {
        var id = broker.createTopic("topic", 2);
        broker.createTopic("other", 2);
        requests.appendAll("topic", 0, "a");
        broker.advance(10_000);
        broker.deleteTopic(id);
        broker.advance(10_000);
        assertThat(lines()).containsExactlyInAnyOrder("other 0 0", "other 1 0");
    }

    @Test
    void anIdleBrokerLeavesTheDiskAlone() {
        broker.createTopic("topic", PARTITIONS);
        requests.appendAll("topic", 3, "a");
        broker.advance(400_000);
        List<SimulatedDisk.Operation> seen = new ArrayList<>();
        broker.disk.inject((operation, path) -> {
            seen.add(operation);
            return Optional.empty();
        });
        broker.advance(200_000);
        assertThat(seen).doesNotContain(SimulatedDisk.Operation.WRITE);
    }

    @Test
    void aStopWritesDownWhatHolds() throws IOException {
        broker.createTopic("topic", 1);
        broker.createTopic("other", 1);
        requests.appendAll("topic", 0, "a", "b");
        broker.advance(70_000);
        broker.stop();
        SimulatedBroker after = broker.startAgain(broker.disk);
        assertThat(after.partition("topic", 0).highWatermark()).isEqualTo(2);
        assertThat(after.partition("topic", 0).log().recoveryPoint()).isEqualTo(2);
    }

    /** What all folders' checkpoints say of partitions. */
    private List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>();
        for (Path dir : List.of(Path.of("/data/a"), Path.of("/data/b"))) {
            Path file = dir.resolve(CHECKPOINT);
            if (broker.disk.exists(file)) {
                String text = StandardCharsets.UTF_8
                        .decode(AtomicFile.read(broker.disk, file).orElseThrow())
                        .toString();
                lines.addAll(text.lines().skip(2).toList());
            }
        }
        return lines;
    }
}
