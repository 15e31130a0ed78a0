package io.ottla.controller.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.controller.ControllerSettings;
import io.ottla.controller.image.ClusterImage;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class SnapshotsTest {
    private static final String FIRST = "00000000000000000000-0000000000.checkpoint";

    private final Harness harness = new Harness(1);

    private void createTopics(int from, int to) throws IOException {
        for (int index = from; index < to; index++) {
            harness.call(Harness.topic("topic-" + index, 5));
        }
        harness.turn();
    }

    @Test
    void writesOneAfterEnoughRecords() throws IOException {
        harness.snapshots = new ControllerSettings.Snapshots(10_000, 0);
        harness.open();
        harness.startBroker();
        createTopics(0, 5);
        assertThat(harness.files(".checkpoint")).containsExactly(FIRST);

        createTopics(5, 40);
        assertThat(harness.files(".checkpoint")).hasSizeGreaterThan(1).contains(FIRST);
    }

    @Test
    void writesOneAfterEnoughTimeIfThereIsAnythingNew() throws IOException {
        harness.snapshots = new ControllerSettings.Snapshots(Long.MAX_VALUE, 1_000);
        harness.open();
        harness.startBroker();
        harness.nowMs += 1_000;
        harness.turn();
        harness.turn();
        assertThat(harness.files(".checkpoint")).hasSize(2);

        harness.nowMs += 1_000;
        harness.turn();
        harness.turn();
        assertThat(harness.files(".checkpoint")).hasSize(2);
    }

    @Test
    void aStartReadsTheSnapshotAndTheLogBehindIt() throws IOException {
        harness.snapshots = new ControllerSettings.Snapshots(10_000, 0);
        harness.open();
        harness.startBroker();
        createTopics(0, 40);
        harness.snapshots = Harness.NO_SNAPSHOTS;
        createTopics(40, 43);
        ClusterImage before = harness.image();

        harness.killAndOpen();

        assertThat(harness.image().topics()).isEqualTo(before.topics());
        assertThat(harness.image().topics().byName()).hasSize(43);
    }

    @Test
    void oldSnapshotsGoAndTheLogBeforeThem() throws IOException {
        harness.snapshots = new ControllerSettings.Snapshots(4_000, 0);
        harness.log = new ControllerSettings.Log(2_048, Long.MAX_VALUE, 60_000, -1);
        harness.open();
        harness.startBroker();
        createTopics(0, 200);
        harness.nowMs += 120_000;
        harness.turn();

        assertThat(harness.files(".checkpoint")).doesNotContain(FIRST).isNotEmpty();
        assertThat(harness.files(".log")).doesNotContain("00000000000000000000.log");
        ClusterImage before = harness.image();
        harness.losePowerAndOpen();
        assertThat(harness.image().topics()).isEqualTo(before.topics());
    }

    @Test
    void snapshotsThatAreTooOldGoButForTheLast() throws IOException {
        harness.snapshots = new ControllerSettings.Snapshots(4_000, 0);
        harness.log = new ControllerSettings.Log(2_048, Long.MAX_VALUE, -1, 60_000);
        harness.open();
        harness.startBroker();
        createTopics(0, 30);
        int before = harness.files(".checkpoint").size();
        assertThat(before).isGreaterThan(2);
        harness.nowMs += 100_000;
        createTopics(30, 50);

        assertThat(harness.files(".checkpoint")).hasSizeLessThan(before).doesNotContain(FIRST);
        assertThat(harness.killAndOpen().image().topics().byName()).hasSize(50);
    }
}
