package io.ottla.storage.dirs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ottla.storage.TopicPartition;
import io.ottla.storage.disk.Disk;
import io.ottla.storage.log.LogConfig;
import io.ottla.storage.log.LogEnvironment;
import io.ottla.storage.log.PartitionLog;
import io.ottla.storage.log.PendingDeletions;
import io.ottla.storage.log.RecoveredLog;
import io.ottla.storage.log.StorageFailure;
import io.ottla.storage.producer.AppendOrigin;
import io.ottla.storage.producer.ProducerSettings;
import io.ottla.storage.segment.FilePool;
import io.ottla.wire.batch.BatchBuilder;
import io.ottla.wire.io.Uuid;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LogDirsTest {
    private static final Uuid TOPIC = new Uuid(5, 6);

    private final DirsBed bed = new DirsBed();

    @Test
    void putsAPartitionWhereTheFewestAre() throws Exception {
        LogDirs dirs = bed.open();
        for (int i = 0; i < 5; i++) {
            create(dirs, new TopicPartition("t", i));
        }
        assertThat(dirs.partitionsIn(dirs.online().get(0))).hasSize(3);
        assertThat(dirs.partitionsIn(dirs.online().get(1))).hasSize(2);
        assertThat(dirs.dirOf(new TopicPartition("t", 1)))
                .contains(dirs.online().get(1));
        assertThatThrownBy(() -> create(dirs, new TopicPartition("t", 1))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void findsPartitionsAgainWithAllThatIsKnownOfThem() throws Exception {
        LogDirs dirs = bed.open();
        TopicPartition partition = new TopicPartition("with-dash.and_dot", 12);
        PartitionLog log = own(create(dirs, partition));
        append(log);
        append(log);
        log.updateHighWatermark(1);
        log.advanceLogStartOffset(1);
        log.close();
        LogDir dir = dirs.dirOf(partition).orElseThrow();
        dir.write(OffsetCheckpoint.RECOVERY_POINT, Map.of(partition, log.recoveryPoint()));
        dir.write(OffsetCheckpoint.LOG_START_OFFSET, Map.of(partition, log.logStartOffset()));
        dir.write(OffsetCheckpoint.HIGH_WATERMARK, Map.of(partition, 1L));
        dirs.markCleanShutdown(42);
        dirs.close();

        LogDirs again = bed.open();
        assertThat(again.online().getFirst().cleanShutdown()).isTrue();
        assertThat(again.online().getFirst().cleanShutdownBrokerEpoch()).hasValue(42);
        FoundPartition found = again.findPartitions("__cluster_metadata").getFirst();
        assertThat(found.partition()).isEqualTo(partition);
        assertThat(found.topicId()).contains(TOPIC);
        assertThat(found.highWatermark()).isEqualTo(1);
        RecoveredLog recovered = found.recover(bed.disk, LogConfig.DEFAULTS, ProducerSettings.DEFAULTS, 0);
        assertThat(recovered.logStartOffset()).isEqualTo(1);
        assertThat(recovered.logEndOffset()).isEqualTo(2);
        assertThat(recovered.clean()).isTrue();
        assertThat(again.dirOf(partition)).contains(found.dir());
    }

    @Test
    void knowsTheBrokersEpochOnlyWhenAllFoldersAgreeOnIt() throws Exception {
        LogDirs dirs = bed.open();
        dirs.markCleanShutdown(42);
        dirs.close();
        LogDirs agreed = bed.open();
        assertThat(agreed.cleanShutdownBrokerEpoch()).hasValue(42);
        agreed.markCleanShutdown(43);
        CleanShutdownMarker.write(bed.disk, DirsBed.B, 42);
        agreed.close();
        LogDirs contradicting = bed.open();
        assertThat(contradicting.cleanShutdownBrokerEpoch()).isEmpty();
        CleanShutdownMarker.write(bed.disk, DirsBed.A, 44);
        contradicting.close();
        assertThat(bed.open().cleanShutdownBrokerEpoch())
                .as("one has no marker")
                .isEmpty();
    }

    @Test
    void believesTheMarkerOnce() throws Exception {
        LogDirs dirs = bed.open();
        dirs.markCleanShutdown(1);
        dirs.close();
        bed.open();
        bed.disk = bed.disk.afterPowerLoss();
        assertThat(bed.open().online()).noneMatch(LogDir::cleanShutdown);
    }

    @Test
    void leavesTheMetadataLogAndStrangersAlone() throws Exception {
        LogDirs dirs = bed.open();
        for (String name : List.of("__cluster_metadata-0", "notes", "t-0.abc-stray", "t-1.abc-delete", "t-x")) {
            bed.disk.createFolders(DirsBed.A.resolve(name));
        }
        bed.write(DirsBed.A.resolve("readme"), "text");
        assertThat(dirs.findPartitions("__cluster_metadata")).isEmpty();
    }

    @Test
    void refusesAPartitionInTwoFolders() throws Exception {
        LogDirs dirs = bed.open();
        bed.disk.createFolders(DirsBed.A.resolve("t-0"));
        bed.disk.createFolders(DirsBed.B.resolve("t-0"));
        assertThatThrownBy(() -> dirs.findPartitions("m"))
                .isInstanceOf(DataFolderException.class)
                .hasMessageContaining("/a and /b hold the partition t-0");
    }

    @Test
    void deletesByNameAtOnceAndTheFilesLater() throws Exception {
        LogDirs dirs = bed.open();
        TopicPartition partition = new TopicPartition("t", 0);
        PartitionLog log = own(create(dirs, partition));
        append(log);
        log.abandon();
        PendingDeletions.Deletion deletion =
                dirs.delete(partition, new Uuid(0xabcL, 1), 1000, 60_000).orElseThrow();
        assertThat(deletion.dueMs()).isEqualTo(61_000);
        String name = "t-0.0000000000000abc0000000000000001-delete";
        assertThat(bed.disk.list(DirsBed.A)).contains(name).doesNotContain("t-0");
        assertThat(dirs.dirOf(partition)).isEmpty();
        create(dirs, partition);
        deletion.run(bed.disk);
        assertThat(bed.disk.list(DirsBed.A)).doesNotContain(name).contains("t-0");
        assertThat(dirs.delete(new TopicPartition("none", 0), TOPIC, 0, 0)).isEmpty();
    }

    @Test
    void finishesTheDeletionsOfAnEarlierBroker() throws Exception {
        LogDirs dirs = bed.open();
        TopicPartition partition = new TopicPartition("t", 0);
        own(create(dirs, partition)).abandon();
        dirs.delete(partition, TOPIC, 0, 60_000);
        dirs.close();
        LogDirs again = bed.open();
        List<PendingDeletions.Deletion> leftovers = again.leftovers(5);
        assertThat(leftovers).hasSize(1);
        leftovers.forEach(deletion -> deletion.run(bed.disk));
        assertThat(bed.disk.list(DirsBed.A)).noneMatch(name -> name.endsWith("-delete"));
    }

    @Test
    void takesAFailedFolderOutOfUse() throws Exception {
        LogDirs dirs = bed.open();
        TopicPartition lost = new TopicPartition("t", 0);
        create(dirs, lost);
        assertThat(dirs.takeOffline(DirsBed.A)).containsExactly(lost);
        assertThat(dirs.offline()).containsExactly(DirsBed.A);
        assertThat(dirs.dirOf(lost)).isEmpty();
        create(dirs, new TopicPartition("t", 1));
        create(dirs, new TopicPartition("t", 2));
        assertThat(dirs.partitionsIn(dirs.online().getFirst())).hasSize(2);
        assertThatThrownBy(dirs::metadataDir).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void namesTheFolderInWhichAPartitionCouldNotBeMade() throws Exception {
        LogDirs dirs = bed.open();
        bed.disk.limitSpace(0);
        assertThatThrownBy(() -> create(dirs, new TopicPartition("t", 0)))
                .isInstanceOfSatisfying(
                        StorageFailure.class,
                        failure -> assertThat(failure.logDir()).isEqualTo(DirsBed.A));
        assertThat(dirs.dirOf(new TopicPartition("t", 0))).isEmpty();
    }

    @Test
    void takesATopicIdThatCannotBeReadForMissing() throws Exception {
        LogDirs dirs = bed.open();
        create(dirs, new TopicPartition("t", 0));
        dirs.close();
        Path file = DirsBed.A.resolve("t-0").resolve("partition.metadata");
        assertThat(bed.text(file)).isEqualTo("version: 0\ntopic_id: " + TOPIC);
        bed.write(file, "version: 0\n");
        FoundPartition found = bed.open().findPartitions("m").getFirst();
        assertThat(found.topicId()).isEmpty();
    }

    @Test
    void takesADamagedCheckpointForMissing() throws Exception {
        LogDirs dirs = bed.open();
        bed.write(DirsBed.A.resolve("recovery-point-offset-checkpoint"), "0\n3\nt 0 5\n");
        assertThat(dirs.online().getFirst().read(OffsetCheckpoint.RECOVERY_POINT))
                .isEmpty();
        bed.write(DirsBed.A.resolve("recovery-point-offset-checkpoint"), "0\n1\nt 0 5\n");
        assertThat(dirs.online().getFirst().read(OffsetCheckpoint.RECOVERY_POINT))
                .isEqualTo(Map.of(new TopicPartition("t", 0), 5L));
    }

    @Test
    void goesOnSayingOfALogWhatWasSaidBeforeUntilItIsToldOtherwise() throws Exception {
        LogDirs dirs = bed.open();
        TopicPartition told = new TopicPartition("t", 0);
        TopicPartition untold = new TopicPartition("t", 2);
        for (int i = 0; i < 3; i++) {
            create(dirs, new TopicPartition("t", i));
        }
        LogDir dir = dirs.dirOf(told).orElseThrow();
        assertThat(dirs.dirOf(untold)).contains(dir);
        dir.write(OffsetCheckpoint.HIGH_WATERMARK, Map.of(told, 1L, untold, 2L));
        dirs.close();

        LogDirs again = bed.open();
        assertThat(again.findPartitions("m")).hasSize(3);
        LogDir sameDir = again.dirOf(told).orElseThrow();
        again.note(OffsetCheckpoint.HIGH_WATERMARK, Map.of(told, 7L));
        again.write(OffsetCheckpoint.HIGH_WATERMARK, sameDir);
        assertThat(sameDir.read(OffsetCheckpoint.HIGH_WATERMARK)).isEqualTo(Map.of(told, 7L, untold, 2L));
        again.delete(untold, TOPIC, 0, 0);
        again.write(OffsetCheckpoint.HIGH_WATERMARK, sameDir);
        assertThat(sameDir.read(OffsetCheckpoint.HIGH_WATERMARK)).isEqualTo(Map.of(told, 7L));
    }

    @Test
    void leavesACheckpointAloneThatSaysWhatItShould() throws Exception {
        LogDirs dirs = bed.open();
        TopicPartition partition = new TopicPartition("t", 0);
        create(dirs, partition);
        LogDir dir = dirs.dirOf(partition).orElseThrow();
        dirs.write(OffsetCheckpoint.HIGH_WATERMARK, dir);
        bed.disk.limitSpace(0);
        dirs.note(OffsetCheckpoint.HIGH_WATERMARK, Map.of(partition, 0L));
        dirs.write(OffsetCheckpoint.HIGH_WATERMARK, dir);
        dirs.note(OffsetCheckpoint.HIGH_WATERMARK, Map.of(partition, 1L));
        assertThatThrownBy(() -> dirs.write(OffsetCheckpoint.HIGH_WATERMARK, dir))
                .isInstanceOf(StorageFailure.class);
        bed.disk.limitSpace(Long.MAX_VALUE);
        dirs.write(OffsetCheckpoint.HIGH_WATERMARK, dir);
        assertThat(dir.read(OffsetCheckpoint.HIGH_WATERMARK)).isEqualTo(Map.of(partition, 1L));
    }

    @Test
    void doesNotTakeTheRecoveryPointOfADeletedLogForThatOfTheNext() throws Exception {
        LogDirs dirs = bed.open();
        TopicPartition partition = new TopicPartition("t", 0);
        create(dirs, partition);
        LogDir dir = dirs.dirOf(partition).orElseThrow();
        dirs.note(OffsetCheckpoint.RECOVERY_POINT, Map.of(partition, 100L));
        dirs.write(OffsetCheckpoint.RECOVERY_POINT, dir);
        dirs.delete(partition, TOPIC, 0, 0);
        create(dirs, partition);
        assertThat(dirs.dirOf(partition)).contains(dir);
        bed.disk = bed.disk.afterPowerLoss();
        assertThat(bed.open().online().getFirst().read(OffsetCheckpoint.RECOVERY_POINT))
                .doesNotContainValue(100L);
    }

    private RecoveredLog create(LogDirs dirs, TopicPartition partition) {
        return dirs.create(partition, TOPIC, LogConfig.DEFAULTS, ProducerSettings.DEFAULTS, 0);
    }

    private PartitionLog own(RecoveredLog recovered) {
        Disk disk = bed.disk;
        return new PartitionLog(
                recovered,
                LogConfig.DEFAULTS,
                new LogEnvironment(new FilePool(disk, 8), new PendingDeletions(), new Random(1)));
    }

    private static void append(PartitionLog log) {
        log.stage(new BatchBuilder().append(0, (byte[]) null, new byte[10]).build(), AppendOrigin.CLIENT, 0, 0);
        log.write();
    }
}
