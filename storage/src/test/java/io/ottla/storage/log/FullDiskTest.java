package io.ottla.storage.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ottla.storage.disk.DiskFullException;
import io.ottla.storage.disk.sim.SimulatedDisk.Operation;
import io.ottla.storage.producer.AppendOrigin;
import io.ottla.storage.producer.ProducerSettings;
import io.ottla.wire.batch.BatchBuilder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A log on a disk that is full is as it was before, and goes on once there is room. */
class FullDiskTest {
    private final LogBed bed = LogBed.simulated(1);

    @Test
    void takesBackWhatCouldNotBeWrittenAndGoesOn() {
        bed.open();
        bed.append("a");
        bed.stage(bed.batch("b"));
        bed.stage(bed.batch("c"));
        leaveRoomFor(100);
        assertThatThrownBy(bed.log::write)
                .isInstanceOfSatisfying(
                        DiskFull.class, full -> assertThat(full.logDir()).isEqualTo(LogBed.LOG_DIR))
                .hasMessageContaining("No space left on device");
        assertThat(bed.log.hasStaged()).isFalse();
        assertThat(bed.readAll(0)).containsOnlyKeys(0L);
        makeRoom();
        assertThat(bed.append("d")).isEqualTo(1);
        restartAfterKill();
        assertThat(bed.readAll(0)).containsEntry(0L, "a").containsEntry(1L, "d").hasSize(2);
    }

    @Test
    void takesTheSameBatchOfAProducerLater() {
        bed.open();
        bed.append(numbered(0));
        bed.stage(numbered(1).build());
        leaveRoomFor(10);
        assertThatThrownBy(bed.log::write).isInstanceOf(DiskFull.class);
        makeRoom();
        assertThat(bed.append(numbered(1))).isInstanceOf(StageResult.Appended.class);
        assertThat(bed.append(numbered(1))).isInstanceOf(StageResult.Duplicate.class);
        assertThat(bed.log.logEndOffset()).isEqualTo(2);
    }

    @Test
    void leavesATransactionOpenWhoseMarkerCouldNotBeWritten() {
        bed.open();
        bed.log.producers().configure(new ProducerSettings(86_400_000, false, 900_000));
        bed.append(numbered(0).transactional());
        bed.log.updateHighWatermark(1);
        for (long room : new long[] {0, 10, 34, 60}) {
            leaveRoomFor(room);
            assertThatThrownBy(this::abort).as("%d bytes left", room).isInstanceOf(DiskFull.class);
            assertThat(bed.log.lastStableOffset()).isZero();
            assertThat(bed.log.abortedTransactions(0, 10)).isEmpty();
        }
        makeRoom();
        abort();
        bed.log.updateHighWatermark(2);
        assertThat(bed.log.lastStableOffset()).isEqualTo(2);
        assertThat(bed.log.abortedTransactions(0, 10)).hasSize(1);
    }

    private void abort() {
        bed.stage(LogBed.marker(7, (short) 0, false, bed.nowMs), AppendOrigin.COORDINATOR);
        bed.log.write();
    }

    @Test
    void goesOnInItsSegmentWhenThereIsNoRoomForAnother() {
        bed.open();
        bed.append("a");
        for (String suffix : List.of(".snapshot", ".log", ".index", ".timeindex")) {
            refuse((operation, path) -> (operation == Operation.CREATE || operation == Operation.WRITE)
                    && path.toString().endsWith(suffix));
            assertThatThrownBy(() -> bed.log.roll(bed.nowMs)).as(suffix).isInstanceOf(DiskFull.class);
            makeRoom();
            bed.append("after " + suffix);
        }
        assertThat(bed.log.segmentCount()).isEqualTo(1);
        assertThat(bed.names().stream().filter(name -> name.endsWith(".log"))).hasSize(1);
        bed.log.roll(bed.nowMs);
        bed.append("z");
        restartAfterKill();
        assertThat(bed.readAll(0)).hasSize(6).containsEntry(5L, "z");
        assertThat(bed.log.segmentCount()).isEqualTo(2);
    }

    @Test
    void deletesOldSegmentsThoughThereIsNoRoomForANewOne() {
        bed.with("retention.ms", 10).open();
        bed.append("a");
        bed.log.roll(bed.nowMs);
        bed.append("b");
        bed.log.updateHighWatermark(2);
        bed.nowMs += 1_000;
        refuse((operation, path) -> operation == Operation.CREATE);
        assertThat(bed.log.applyRetention(bed.nowMs)).isEqualTo(1);
        assertThat(bed.readAll(1)).containsOnlyKeys(1L);
    }

    @Test
    void tellsThatAFlushIsToBeTriedAgain() {
        bed.open();
        bed.append("a");
        leaveRoomFor(0);
        FlushTask task = bed.log.beginFlush(1).orElseThrow();
        task.run();
        bed.log.completeFlush(task);
        assertThat(task.isPostponed()).isTrue();
        assertThat(bed.log.recoveryPoint()).isZero();
        makeRoom();
        bed.log.flush();
        assertThat(bed.log.recoveryPoint()).isEqualTo(1);
        bed.disk = bed.simulatedDisk().afterPowerLoss();
        bed.open(0, 1, false);
        assertThat(bed.readAll(0)).containsOnlyKeys(0L);
        assertThat(bed.log.latestEpoch()).hasValue(0);
    }

    @Test
    void compactsOnceThereIsRoom() {
        bed.with("cleanup.policy", "compact")
                .with("min.cleanable.dirty.ratio", 0)
                .open();
        bed.append(bed.keyed("a", "1"));
        bed.append(bed.keyed("a", "2"));
        bed.log.roll(bed.nowMs);
        bed.append(bed.keyed("b", "1"));
        bed.flush();
        bed.log.updateHighWatermark(3);
        CompactionTask task =
                bed.log.beginCompaction(bed.log.dueCompaction(bed.nowMs).orElseThrow(), bed.tools(1 << 20), bed.nowMs);
        leaveRoomFor(20);
        bed.run(task);
        assertThat(bed.names()).noneMatch(name -> name.endsWith(".cleaned"));
        makeRoom();
        assertThat(bed.compact()).as("not at once").isFalse();
        bed.nowMs += 60_000;
        assertThat(bed.compact()).isTrue();
        assertThat(bed.describe()).containsExactly("1..1 1:a=2", "2..2 2:b=1");
    }

    /** Whatever is written when the disk is full: what was acknowledged is there, in order, and nothing else. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void holdsWhatItTookAndNothingElse(long seed) {
        Random random = new Random(seed);
        bed.with("segment.bytes", 700).with("index.interval.bytes", 50).open();
        List<String> taken = new ArrayList<>();
        int refused = 0;
        for (int i = 0; i < 300; i++) {
            if (random.nextInt(4) == 0) {
                leaveRoomFor(random.nextInt(400));
            } else {
                makeRoom();
            }
            List<String> tried = new ArrayList<>();
            try {
                for (int batch = random.nextInt(4); batch >= 0; batch--) {
                    String value = "value " + i + " " + batch;
                    bed.stage(bed.batch(value));
                    tried.add(value);
                }
                bed.log.write();
                taken.addAll(tried);
            } catch (DiskFull full) {
                refused++;
                // What was staged before a segment ended may have been written.
                int written = (int) bed.log.logEndOffset() - taken.size();
                taken.addAll(tried.subList(0, written));
            }
            if (random.nextInt(40) == 0) {
                makeRoom();
                restartAfterKill();
            }
        }
        makeRoom();
        assertThat(refused).isPositive();
        assertThat(bed.readAll(0).values()).containsExactlyElementsOf(taken);
        bed.restart();
        assertThat(bed.readAll(0).values()).containsExactlyElementsOf(taken);
    }

    private BatchBuilder numbered(int sequence) {
        return bed.builder("x").producer(7, (short) 0, sequence);
    }

    private void restartAfterKill() {
        bed.disk = bed.simulatedDisk().afterKill();
        bed.open(0, 0, false);
    }

    private void leaveRoomFor(long bytes) {
        long used = Long.MAX_VALUE;
        bed.simulatedDisk().limitSpace(used);
        used -= bed.simulatedDisk().space(bed.folder).usableBytes();
        bed.simulatedDisk().limitSpace(used + bytes);
    }

    private void makeRoom() {
        bed.simulatedDisk().heal();
        bed.simulatedDisk().limitSpace(Long.MAX_VALUE);
    }

    private void refuse(BiPredicate<Operation, Path> which) {
        bed.simulatedDisk()
                .inject((operation, path) -> which.test(operation, path)
                        ? Optional.of(new DiskFullException("No space left on device", null))
                        : Optional.empty());
    }
}
