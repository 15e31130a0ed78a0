package io.ottla.broker.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.api.Records;
import io.ottla.broker.api.Requests;
import io.ottla.storage.disk.sim.SimulatedDisk;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.Uuid;
import io.ottla.wire.message.ProduceResponse;
import io.ottla.wire.record.metadata.PartitionRecord;
import io.ottla.wire.record.metadata.RemoveTopicRecord;
import io.ottla.wire.record.metadata.TopicRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Partitions come and go with the cluster's image, and outlive restarts and disks. */
class PartitionLifeTest {
    private final SimulatedBroker broker = SimulatedBroker.start(2);
    private final Requests requests = new Requests(broker);

    @Test
    void recordsOutliveAStop() {
        broker.createTopic("topic", 2);
        requests.appendAll("topic", 1, "a", "b");
        broker.stop();

        Requests after = new Requests(broker.startAgain(broker.disk));

        assertThat(Records.values(after.read("topic", 1, 0).records())).containsExactly("0:a", "1:b");
        assertThat(after.append("topic", 1, Records.batch(broker.nowMs(), "c")).baseOffset())
                .isEqualTo(2);
    }

    @Test
    void acknowledgedRecordsOutliveAKill() {
        broker.createTopic("topic", 1);
        requests.appendAll("topic", 0, "a", "b", "c");

        Requests after = new Requests(broker.startAgain(broker.disk.afterKill()));

        assertThat(Records.values(after.read("topic", 0, 0).records())).startsWith("0:a", "1:b", "2:c");
    }

    @Test
    void aProduceThatComesBeforeItsLogIsOpenWaitsForIt() {
        broker.apply(new TopicRecord().name("new").topicId(new Uuid(3, 3)));
        broker.apply(new PartitionRecord()
                .topicId(new Uuid(3, 3))
                .partitionId(0)
                .replicas(List.of(SimulatedBroker.NODE_ID))
                .isr(List.of(SimulatedBroker.NODE_ID))
                .leader(SimulatedBroker.NODE_ID)
                .leaderEpoch(0));
        broker.publishWithoutSettling();
        Answered<ProduceResponse> early = broker.send(
                requests.produce,
                Requests.PRODUCE,
                Requests.produceRequest(-1, "new", 0, Records.batch(broker.nowMs(), "a")));
        broker.turnShards();
        assertThat(early.isAnswered()).isFalse();

        broker.settle();

        assertThat(early.response()
                        .responses()
                        .getFirst()
                        .partitionResponses()
                        .getFirst()
                        .errorCode())
                .isZero();
    }

    @Test
    void aDeletedTopicLeavesNothingBehindInTheEnd() throws IOException {
        Uuid id = broker.createTopic("topic", 2);
        requests.appendAll("topic", 0, "a");

        broker.deleteTopic(id);
        assertThat(folders()).allSatisfy(name -> assertThat(name).endsWith("-delete"));
        broker.advance(61_000);

        assertThat(folders()).isEmpty();
        assertThat(ErrorCode.forCode(requests.read("topic", 0, 0).errorCode()))
                .isEqualTo(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
    }

    @Test
    void aTopicMadeAnewAtOnceStartsEmpty() {
        Uuid id = broker.createTopic("topic", 1);
        requests.appendAll("topic", 0, "old");
        broker.apply(new RemoveTopicRecord().topicId(id));
        broker.publishWithoutSettling();

        broker.createTopic("topic", 1);

        assertThat(requests.append("topic", 0, Records.batch(broker.nowMs(), "new"))
                        .baseOffset())
                .isZero();
        assertThat(Records.values(requests.read("topic", 0, 0).records())).containsExactly("0:new");
    }

    @Test
    void aChangedConfigHoldsAtOnce() {
        broker.createTopic("topic", 1);
        broker.setConfig("topic", "max.message.bytes", "80");
        assertThat(append("x".repeat(100))).isEqualTo(ErrorCode.MESSAGE_TOO_LARGE);

        broker.setConfig("topic", "max.message.bytes", "8000");

        assertThat(append("x".repeat(100))).isEqualTo(ErrorCode.NONE);
    }

    @Test
    void oldSegmentsAreDeletedInTheBackground() {
        broker.createTopic("topic", 1, "segment.bytes", "1048576", "retention.ms", "1000");
        requests.appendAll("topic", 0, "x".repeat(600_000), "y".repeat(600_000));

        broker.advance(400_000);

        assertThat(broker.partition("topic", 0).log().logStartOffset()).isEqualTo(2);
    }

    @Test
    void aFailedDiskTakesItsPartitionsAndNoOthers() {
        broker.createTopic("topic", 4);
        Path failing = broker.partition("topic", 0).log().folder().getParent();
        broker.disk.inject((operation, path) -> operation == SimulatedDisk.Operation.WRITE && path.startsWith(failing)
                ? Optional.of(new IOException("no space left on device"))
                : Optional.empty());

        assertThat(append(0, "a")).isEqualTo(ErrorCode.KAFKA_STORAGE_ERROR);

        broker.disk.heal();
        assertThat(broker.offlineDirs).extracting(dir -> dir.path()).containsExactly(failing);
        int lost = 0;
        for (int partition = 0; partition < 4; partition++) {
            ErrorCode error = append(partition, "b");
            lost += error == ErrorCode.KAFKA_STORAGE_ERROR ? 1 : 0;
            assertThat(error).isIn(ErrorCode.NONE, ErrorCode.KAFKA_STORAGE_ERROR);
        }
        assertThat(lost).as("two of four partitions lie in each folder").isEqualTo(2);
        assertThat(ErrorCode.forCode(requests.read("topic", 0, 0).errorCode()))
                .isEqualTo(ErrorCode.KAFKA_STORAGE_ERROR);
    }

    @Test
    void aFlushThatFailsTakesTheDiskOffline() {
        broker.createTopic("safe", 1, "flush.messages", "1");
        broker.disk.inject((operation, path) ->
                operation == SimulatedDisk.Operation.FORCE ? Optional.of(new IOException("EIO")) : Optional.empty());

        assertThat(ErrorCode.forCode(requests.append("safe", 0, Records.batch(broker.nowMs(), "a"))
                        .errorCode()))
                .isEqualTo(ErrorCode.KAFKA_STORAGE_ERROR);
        assertThat(broker.offlineDirs).hasSize(1);
    }

    private ErrorCode append(String value) {
        return append(0, value);
    }

    private ErrorCode append(int partition, String value) {
        return ErrorCode.forCode(requests.append("topic", partition, Records.batch(broker.nowMs(), value))
                .errorCode());
    }

    private List<String> folders() throws IOException {
        List<String> names = new ArrayList<>();
        for (String dir : List.of("/data/a", "/data/b")) {
            for (String name : broker.disk.list(Path.of(dir))) {
                if (name.startsWith("topic")) {
                    names.add(name);
                }
            }
        }
        return names;
    }
}
