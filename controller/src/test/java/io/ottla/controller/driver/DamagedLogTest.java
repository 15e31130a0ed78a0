package io.ottla.controller.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ottla.controller.ControllerSettings;
import io.ottla.controller.image.OffsetAndEpoch;
import io.ottla.storage.disk.AtomicFile;
import io.ottla.storage.disk.Disk;
import io.ottla.storage.disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class DamagedLogTest {
    private static final Path LOG = new MetadataFolder(Harness.FOLDER).log().resolve("00000000000000000000.log");

    private static Harness withTopics() throws IOException {
        Harness harness = new Harness(1).open();
        harness.startBroker();
        harness.call(Harness.topic("first", 1));
        harness.call(Harness.topic("second", 1));
        return harness;
    }

    @Test
    void aTornBatchAtTheEndIsDropped() throws IOException {
        Harness harness = withTopics();
        long size = harness.disk.stat(LOG).sizeBytes();
        harness.disk = harness.disk.afterKill();
        try (DiskFile file = harness.disk.open(LOG, Disk.Mode.WRITE)) {
            file.truncate(size - 5);
        }

        harness.open();

        assertThat(harness.image().topics().topic("first")).isNotNull();
        assertThat(harness.image().topics().topic("second")).isNull();
        harness.startBroker();
        harness.call(Harness.topic("third", 1));
        assertThat(harness.killAndOpen().image().topics().byName()).containsOnlyKeys("first", "third");
    }

    @Test
    void garbageBehindTheEndIsDropped() throws IOException {
        Harness harness = withTopics();
        harness.disk = harness.disk.afterKill();
        try (DiskFile file = harness.disk.open(LOG, Disk.Mode.WRITE)) {
            file.write(
                    file.size(),
                    ByteBuffer.wrap("no batch, and never was one, but long enough".getBytes(StandardCharsets.UTF_8)));
        }

        assertThat(harness.open().image().topics().byName()).containsOnlyKeys("first", "second");
    }

    @Test
    void aSnapshotThatGoesFurtherThanTheLogReplacesIt() throws IOException {
        Harness harness = new Harness(1);
        harness.snapshots = new ControllerSettings.Snapshots(1, 0);
        harness.open();
        harness.startBroker();
        harness.call(Harness.topic("t", 1));
        harness.turn();
        harness.disk = harness.disk.afterKill();
        try (DiskFile file = harness.disk.open(LOG, Disk.Mode.WRITE)) {
            file.truncate(200);
        }

        harness.open();
        assertThat(harness.image().topics().topic("t")).isNotNull();
        assertThat(harness.killAndOpen().image().topics().topic("t")).isNotNull();
    }

    @Test
    void anUnfinishedSnapshotIsNoSnapshot() throws IOException {
        Harness harness = withTopics();
        harness.disk = harness.disk.afterKill();
        Path unfinished = new MetadataFolder(Harness.FOLDER).unfinishedSnapshot(new OffsetAndEpoch(99, 1));
        AtomicFile.replace(harness.disk, unfinished, ByteBuffer.wrap(new byte[] {1, 2, 3}));

        assertThat(harness.open().image().topics().byName()).containsOnlyKeys("first", "second");
        assertThat(harness.files(".part")).isEmpty();
    }

    @Test
    void aDamagedSnapshotStopsTheStart() throws IOException {
        Harness harness = new Harness(1);
        harness.snapshots = new ControllerSettings.Snapshots(1, 0);
        harness.open();
        harness.startBroker();
        harness.turn();
        harness.disk = harness.disk.afterKill();
        String last = harness.files(".checkpoint").getLast();
        harness.disk.flipBit(new MetadataFolder(Harness.FOLDER).log().resolve(last), 8 * 400);

        assertThatThrownBy(harness::open).isInstanceOf(IOException.class).hasMessageContaining("damaged");
    }
}
