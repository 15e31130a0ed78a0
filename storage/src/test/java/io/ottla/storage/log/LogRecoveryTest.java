package io.ottla.storage.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ottla.storage.disk.Disk;
import io.ottla.storage.disk.DiskFile;
import io.ottla.storage.disk.sim.SimulatedDisk;
import io.ottla.storage.producer.AppendOrigin;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class LogRecoveryTest {
    private static final String FIRST = "00000000000000000000";

    private LogBed bed = LogBed.simulated(1).with("segment.bytes", 600).with("index.interval.bytes", 100);

    @Test
    void readsNoBatchBodiesAfterACleanStop() {
        fill(50);
        long end = bed.log.logEndOffset();
        bed.log.close();
        long[] logReads = {0};
        bed.simulatedDisk().inject((operation, path) -> {
            if (operation == SimulatedDisk.Operation.READ && path.toString().endsWith(".log")) {
                logReads[0]++;
            }
            return Optional.empty();
        });
        bed.open(0, end, true);
        assertThat(logReads[0])
                .as("only what tells where the last segment ends")
                .isLessThanOrEqualTo(3);
        assertThat(bed.readAll(0)).hasSize(50);
    }

    @Test
    void dropsATornTail() throws IOException {
        for (int cut = 1; cut < 60; cut++) {
            bed = LogBed.simulated(cut);
            bed.open();
            bed.append("a");
            bed.append("b");
            truncateFile(FIRST + ".log", bed.log.sizeBytes() - cut);
            killAndOpen(0);
            assertThat(bed.readAll(0)).isEqualTo(Map.of(0L, "a"));
            assertThat(bed.append("c")).isEqualTo(1);
        }
    }

    @Test
    void keepsTheBatchesBeforeAnyFlippedBit() throws IOException {
        Random random = new Random(5);
        for (int round = 0; round < 300; round++) {
            bed = LogBed.simulated(round);
            bed.open();
            for (int i = 0; i < 5; i++) {
                bed.append("value " + i);
            }
            long size = bed.log.sizeBytes();
            long bit = random.nextLong(size * 8);
            bed.simulatedDisk().flipBit(bed.folder.resolve(FIRST + ".log"), bit);
            killAndOpen(0);
            long damaged = bit / 8 / (size / 5);
            // Neither the leader epoch nor, where it still fits, the base offset lies under the CRC.
            assertThat(bed.log.logEndOffset()).isGreaterThanOrEqualTo(damaged);
            for (long offset = 0; offset < damaged; offset++) {
                assertThat(bed.readAll(0)).containsEntry(offset, "value " + offset);
            }
        }
    }

    @Test
    void deletesTheSegmentsAfterADamagedOne() throws IOException {
        fill(50);
        int segments = bed.log.segmentCount();
        bed.simulatedDisk().flipBit(bed.folder.resolve(FIRST + ".log"), 8 * 100);
        killAndOpen(0);
        assertThat(segments).isGreaterThan(3);
        assertThat(bed.log.segmentCount()).isEqualTo(1);
        assertThat(bed.log.logEndOffset()).isEqualTo(1);
        assertThat(bed.names()).noneMatch(name -> name.endsWith(".deleted"));
    }

    @Test
    void looksOnlyAtWhatIsBehindTheRecoveryPoint() throws IOException {
        fill(50);
        long recoveryPoint = bed.log.logEndOffset() - 1;
        bed.simulatedDisk().flipBit(bed.folder.resolve(FIRST + ".log"), 8 * 100);
        killAndOpen(recoveryPoint);
        assertThat(bed.log.logEndOffset()).isEqualTo(50);
        assertThat(bed.log.recoveryPoint()).isEqualTo(recoveryPoint);
    }

    @Test
    void believesWhatIsSyncedOfTheSegmentThatTheRecoveryPointIsIn() throws IOException {
        bed.open();
        for (int i = 0; i < 5; i++) {
            bed.append("value " + i);
        }
        // In the value of the second record, and in that of the last one.
        long batch = bed.log.sizeBytes() / 5;
        bed.simulatedDisk().flipBit(bed.folder.resolve(FIRST + ".log"), 8 * (2 * batch - 2));
        bed.simulatedDisk().flipBit(bed.folder.resolve(FIRST + ".log"), 8 * (5 * batch - 2));
        killAndOpen(3);
        assertThat(bed.log.logEndOffset()).as("the last one was not synced").isEqualTo(4);
        assertThat(bed.readAll(2)).containsOnlyKeys(2L, 3L);
        killAndOpen(0);
        assertThat(bed.log.logEndOffset()).as("nothing is certain now").isEqualTo(1);
    }

    @Test
    void readsNoMoreThanHeadersOfLargeBatchesThatAreSynced() {
        bed = LogBed.simulated(1);
        bed.open();
        String large = "x".repeat(100_000);
        for (int i = 0; i < 20; i++) {
            bed.append(large);
        }
        long size = bed.log.sizeBytes();
        bed.disk = bed.simulatedDisk().afterKill();
        long[] read = {0};
        bed.simulatedDisk().inject((operation, path) -> {
            boolean ofLog = path.toString().endsWith(".log");
            read[0] += operation == SimulatedDisk.Operation.READ && ofLog ? 1 : 0;
            return Optional.empty();
        });
        bed.open(0, 20, false);
        assertThat(bed.log.logEndOffset()).isEqualTo(20);
        assertThat(bed.readAll(19)).containsOnlyKeys(19L);
        assertThat(size).isGreaterThan(2_000_000);
        assertThat(read[0]).as("about one small read a batch").isLessThan(60);
    }

    @Test
    void keepsWhatFollowsAGapBeforeAnUnflushedSegment() throws IOException {
        // As of a topic that was compacted once, and is not any more.
        fill(50);
        Map<Long, String> all = bed.readAll(0);
        bed.disk.delete(bed.folder.resolve(secondSegment()));
        killAndOpen(0);
        Map<Long, String> left = bed.readAll(0);
        assertThat(left).hasSizeLessThan(50).containsKeys(0L, 49L);
        assertThat(all).containsAllEntriesOf(left);
        assertThat(bed.append("more")).isEqualTo(50);
    }

    private String secondSegment() {
        return bed.names().stream()
                .filter(name -> name.endsWith(".log"))
                .skip(1)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void makesIndexFilesAnew() throws IOException {
        fill(50);
        bed.log.close();
        Map<String, Long> before = Map.of("index", indexBytes(".index"), "timeindex", indexBytes(".timeindex"));
        for (String name : bed.names()) {
            if (name.endsWith(".index") || name.endsWith(".timeindex")) {
                bed.disk.delete(bed.folder.resolve(name));
            }
        }
        bed.open(0, 50, true);
        assertThat(bed.readAll(0)).hasSize(50);
        bed.log.close();
        assertThat(Map.of("index", indexBytes(".index"), "timeindex", indexBytes(".timeindex")))
                .isEqualTo(before);
    }

    @Test
    void makesAnIndexOfAnImpossibleSizeAnew() throws IOException {
        fill(50);
        bed.log.close();
        try (DiskFile index = bed.disk.open(bed.folder.resolve(FIRST + ".index"), Disk.Mode.WRITE)) {
            index.write(index.size(), ByteBuffer.allocate(3));
        }
        bed.open(0, 50, true);
        assertThat(bed.disk.stat(bed.folder.resolve(FIRST + ".index")).sizeBytes() % 8)
                .isZero();
        assertThat(bed.readAll(0)).hasSize(50);
    }

    @Test
    void deletesWhatAStopLeftBehind() throws IOException {
        fill(3);
        bed.log.close();
        for (String name :
                new String[] {FIRST + ".log.deleted", "00000000000000000077.log.cleaned", "00000000000000000099.index"
                }) {
            bed.disk.open(bed.folder.resolve(name), Disk.Mode.CREATE).close();
        }
        bed.disk
                .open(bed.folder.resolve("00000000000000000009-0000000001.checkpoint.deleted"), Disk.Mode.CREATE)
                .close();
        bed.open(0, 3, true);
        assertThat(bed.names())
                .noneMatch(name -> name.endsWith(".cleaned") || name.startsWith("00000000000000000099"))
                .doesNotContain(FIRST + ".log.deleted")
                .contains("00000000000000000009-0000000001.checkpoint.deleted");
        assertThat(bed.readAll(0)).hasSize(3);
    }

    @Test
    void finishesAReplacementOfSegments() throws IOException {
        fill(20);
        bed.log.close();
        bed.disk.rename(bed.folder.resolve(FIRST + ".log"), bed.folder.resolve(FIRST + ".log.swap"));
        bed.open(0, 20, true);
        assertThat(bed.names()).contains(FIRST + ".log").noneMatch(name -> name.endsWith(".swap"));
        assertThat(bed.readAll(0)).hasSize(20);
    }

    @Test
    void takesAnOlderSnapshotWhenTheNewestIsDamaged() throws IOException {
        bed.open();
        for (int i = 0; i < 20; i++) {
            bed.stage(bed.builder("value " + i).producer(5, (short) 0, i).build());
            bed.log.write();
        }
        bed.log.close();
        for (String name : bed.names()) {
            if (name.endsWith(".snapshot")) {
                bed.simulatedDisk().flipBit(bed.folder.resolve(name), 8 * 12);
            }
        }
        bed.open(0, 20, true);
        assertThat(bed.names()).noneMatch(name -> name.endsWith(".snapshot"));
        assertThat(bed.stage(bed.builder("next").producer(5, (short) 0, 20).build()))
                .isEqualTo(new StageResult.Appended(20, 20, -1, 0));
    }

    @Test
    void makesEpochsAnewWhenTheirFileIsLost() throws IOException {
        bed.open();
        bed.log.stage(bed.batch("a"), AppendOrigin.CLIENT, 2, bed.nowMs);
        bed.log.stage(bed.batch("b"), AppendOrigin.CLIENT, 7, bed.nowMs);
        bed.log.close();
        bed.disk.delete(bed.folder.resolve("leader-epoch-checkpoint"));
        bed.open(0, 2, true);
        assertThat(bed.log.epochForOffset(0)).hasValue(2);
        assertThat(bed.log.epochForOffset(1)).hasValue(7);
    }

    @Test
    void startsAnewWhenTheLogEndsBeforeItsStart() {
        fill(3);
        bed.log.close();
        bed.open(100, 3, true);
        assertThat(bed.log.logStartOffset()).isEqualTo(100);
        assertThat(bed.log.logEndOffset()).isEqualTo(100);
        assertThat(bed.append("a")).isEqualTo(100);
    }

    @Test
    void leavesMessagesOfALegacyFormatAlone() throws IOException {
        bed.open();
        ByteBuffer message = legacyMessage();
        int size = message.remaining();
        try (DiskFile log = bed.disk.open(bed.folder.resolve(FIRST + ".log"), Disk.Mode.WRITE)) {
            log.write(0, message);
        }
        bed.disk = bed.simulatedDisk().afterKill();
        assertThatThrownBy(() -> bed.open(0, 0, false))
                .isInstanceOf(StorageFailure.class)
                .hasMessageContaining("legacy format v1");
        Path log = bed.folder.resolve(FIRST + ".log");
        assertThat(bed.disk.stat(log).sizeBytes()).isEqualTo(size);
    }

    private static ByteBuffer legacyMessage() {
        ByteBuffer message = ByteBuffer.allocate(12 + 22);
        message.putLong(0).putInt(22).putInt(0).put((byte) 1).put((byte) 0).putLong(1234);
        message.putInt(-1).putInt(-1).flip();
        CRC32 crc = new CRC32();
        crc.update(message.array(), 16, message.limit() - 16);
        return message.putInt(12, (int) crc.getValue());
    }

    private void fill(int count) {
        bed.open();
        for (int i = 0; i < count; i++) {
            bed.nowMs++;
            bed.append("value " + i);
        }
    }

    private void killAndOpen(long recoveryPoint) {
        bed.disk = bed.simulatedDisk().afterKill();
        bed.open(0, recoveryPoint, false);
    }

    private void truncateFile(String name, long size) throws IOException {
        try (DiskFile file = bed.disk.open(bed.folder.resolve(name), Disk.Mode.WRITE)) {
            file.truncate(size);
        }
    }

    private long indexBytes(String suffix) throws IOException {
        long sum = 0;
        for (String name : bed.names()) {
            if (name.endsWith(suffix)) {
                sum += bed.disk.stat(bed.folder.resolve(name)).sizeBytes();
            }
        }
        return sum;
    }
}
