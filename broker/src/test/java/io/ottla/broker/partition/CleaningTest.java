package io.ottla.broker.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.api.Records;
import io.ottla.broker.api.Requests;
import io.ottla.storage.disk.sim.SimulatedDisk;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.batch.BatchBuilder;
import io.ottla.wire.io.Uuid;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Logs are compacted in the background, and nobody notices but for the records that are gone. */
class CleaningTest {
    private static final int RECORDS = 60;
    /** Segments end after a few batches, since their indexes are full. */
    private static final String[] SMALL_SEGMENTS = {
        "segment.index.bytes", "64", "index.interval.bytes", "0", "min.cleanable.dirty.ratio", "0.1"
    };

    private final SimulatedBroker broker = SimulatedBroker.start(2);
    private final Requests requests = new Requests(broker);

    @Test
    void compactedTopicsKeepTheLastRecordOfEachKey() {
        create("topic", 3);
        for (int partition = 0; partition < 3; partition++) {
            fill("topic", partition);
        }
        broker.advance(60_000);
        for (int partition = 0; partition < 3; partition++) {
            assertThat(broker.partition("topic", partition).log().cleanedOffset())
                    .isPresent();
            List<String> left = readAll(requests, "topic", partition);
            assertThat(left).hasSizeLessThan(25).contains("57:57", "58:58", "59:59");
            assertThat(left).doesNotContain("0:0", "20:20");
        }
    }

    @Test
    void whatWasCompactedIsKnownAfterAStop() {
        create("topic", 1);
        fill("topic", 0);
        broker.advance(60_000);
        long cleaned = broker.partition("topic", 0).log().cleanedOffset().orElseThrow();
        List<String> left = readAll(requests, "topic", 0);
        broker.stop();

        SimulatedBroker after = broker.startAgain(broker.disk);

        assertThat(after.partition("topic", 0).log().cleanedOffset()).hasValue(cleaned);
        assertThat(readAll(new Requests(after), "topic", 0)).isEqualTo(left);
    }

    @Test
    void otherTopicsAreLeftAlone() {
        broker.createTopic("topic", 1, SMALL_SEGMENTS);
        fill("topic", 0);
        broker.advance(60_000);
        assertThat(readAll(requests, "topic", 0)).hasSize(RECORDS);
    }

    @Test
    void aTopicMayBeDeletedWhileItIsCompacted() throws IOException {
        Uuid id = create("topic", 1);
        fill("topic", 0);
        long beganMs = broker.nowMs();
        while (broker.nowMs() < beganMs + 14_000) {
            broker.advance(1_000);
        }
        broker.deleteTopic(id);
        broker.advance(200_000);
        assertThat(broker.offlineDirs).isEmpty();
        assertThat(folders()).isEmpty();
    }

    @Test
    void aDamagedLogIsServedStillButNotCompacted() throws IOException {
        create("topic", 1);
        create("other", 1);
        fill("topic", 0);
        fill("other", 0);
        Path folder = broker.partition("topic", 0).log().folder();
        broker.disk.flipBit(folder.resolve("00000000000000000000.log"), 8 * 100);
        broker.advance(60_000);
        assertThat(broker.partition("topic", 0).log().isUncleanable()).isTrue();
        assertThat(broker.partition("other", 0).log().isUncleanable()).isFalse();
        assertThat(readAll(requests, "other", 0)).hasSizeLessThan(25);
        assertThat(requests.append("topic", 0, keyed(1)).errorCode()).isEqualTo(ErrorCode.NONE.code());
        assertThat(broker.offlineDirs).isEmpty();
    }

    @Test
    void retentionGoesOnWhereALogIsCompactedAndDeleted() {
        create("topic", 1);
        broker.setConfig("topic", "cleanup.policy", "compact,delete");
        broker.setConfig("topic", "retention.ms", "100000");
        fill("topic", 0);
        broker.advance(60_000);
        assertThat(broker.partition("topic", 0).log().cleanedOffset()).isPresent();
        broker.advance(700_000);
        assertThat(broker.partition("topic", 0).log().logStartOffset()).isEqualTo(RECORDS);
    }

    private Uuid create(String topic, int partitions) {
        Uuid id = broker.createTopic(topic, partitions, SMALL_SEGMENTS);
        broker.setConfig(topic, "cleanup.policy", "compact");
        return id;
    }

    private void fill(String topic, int partition) {
        for (int i = 0; i < RECORDS; i++) {
            assertThat(requests.append(topic, partition, keyed(i)).errorCode()).isZero();
        }
    }

    private io.ottla.wire.io.BufferRecords keyed(int i) {
        return Records.records(
                new BatchBuilder().append(broker.nowMs(), Records.bytes("key" + i % 7), Records.bytes("" + i)));
    }

    private List<String> readAll(Requests from, String topic, int partition) {
        List<String> all = new ArrayList<>();
        long next = 0;
        while (next < RECORDS) {
            List<String> read = Records.values(from.read(topic, partition, next).records());
            assertThat(read).as("records from %d on", next).isNotEmpty();
            all.addAll(read);
            next = Long.parseLong(read.getLast().split(":", -1)[0]) + 1;
        }
        return all;
    }

    private List<String> folders() throws IOException {
        List<String> folders = new ArrayList<>();
        for (Path dir : List.of(Path.of("/data/a"), Path.of("/data/b"))) {
            for (String name : ((SimulatedDisk) broker.disk).list(dir)) {
                Optional.of(name).filter(entry -> entry.startsWith("topic")).ifPresent(folders::add);
            }
        }
        return folders;
    }
}
