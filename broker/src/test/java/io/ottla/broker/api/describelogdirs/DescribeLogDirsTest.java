package io.ottla.broker.api.describelogdirs;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.api.Records;
import io.ottla.broker.api.Requests;
import io.ottla.broker.partition.SimulatedBroker;
import io.ottla.storage.disk.sim.SimulatedDisk;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.message.DescribeLogDirsRequest;
import io.ottla.wire.message.DescribeLogDirsRequest.DescribableLogDirTopic;
import io.ottla.wire.message.DescribeLogDirsResponse.DescribeLogDirsPartition;
import io.ottla.wire.message.DescribeLogDirsResponse.DescribeLogDirsResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DescribeLogDirsTest {
    private final SimulatedBroker broker = SimulatedBroker.start(2);
    private final Requests requests = new Requests(broker);
    private final DescribeLogDirsHandler handler = new DescribeLogDirsHandler(broker.service.reports());

    @Test
    void allFoldersAreListedWithTheirPartitions() {
        broker.createTopic("topic", 4);
        int size = Records.batch(broker.nowMs(), "a").sizeInBytes();
        requests.appendAll("topic", 2, "a");

        List<DescribeLogDirsResult> dirs = describe(5, null);

        assertThat(dirs).hasSize(2).allSatisfy(dir -> {
            assertThat(dir.errorCode()).isZero();
            assertThat(dir.totalBytes()).isNotNegative();
            assertThat(dir.isCordoned()).isFalse();
        });
        assertThat(partitions(dirs)).hasSize(4);
        assertThat(partitions(dirs))
                .filteredOn(partition -> partition.partitionIndex() == 2)
                .singleElement()
                .satisfies(partition -> {
                    assertThat(partition.partitionSize()).isEqualTo(size);
                    assertThat(partition.offsetLag()).isZero();
                    assertThat(partition.isFutureKey()).isFalse();
                });
    }

    @Test
    void onlyThePartitionsThatWereAskedForAreListed() {
        broker.createTopic("topic", 4);
        broker.createTopic("other", 1);
        List<DescribableLogDirTopic> wanted =
                List.of(new DescribableLogDirTopic().topic("topic").partitions(List.of(1, 3)));

        for (int version = 1; version <= 5; version++) {
            assertThat(partitions(describe(version, wanted)))
                    .extracting(DescribeLogDirsPartition::partitionIndex)
                    .containsExactlyInAnyOrder(1, 3);
        }
    }

    @Test
    void aFolderThatFailedIsListedWithItsError() {
        broker.createTopic("topic", 1);
        Path failing = broker.partition("topic", 0).log().folder().getParent();
        broker.disk.inject((operation, path) ->
                operation == SimulatedDisk.Operation.WRITE ? Optional.of(new IOException("EIO")) : Optional.empty());
        requests.append("topic", 0, Records.batch(broker.nowMs(), "a"));
        broker.disk.heal();

        assertThat(describe(5, null))
                .filteredOn(dir -> dir.logDir().equals(failing.toString()))
                .singleElement()
                .satisfies(
                        dir -> assertThat(ErrorCode.forCode(dir.errorCode())).isEqualTo(ErrorCode.KAFKA_STORAGE_ERROR));
    }

    private List<DescribeLogDirsResult> describe(int version, List<DescribableLogDirTopic> topics) {
        return broker.call(handler, version, new DescribeLogDirsRequest().topics(topics))
                .results();
    }

    private static List<DescribeLogDirsPartition> partitions(List<DescribeLogDirsResult> dirs) {
        return dirs.stream()
                .flatMap(dir -> dir.topics().stream())
                .flatMap(topic -> topic.partitions().stream())
                .toList();
    }
}
