package io.ottla.storage.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ottla.storage.disk.sim.SimulatedDisk.Operation;
import io.ottla.storage.segment.CorruptLogException;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FailureTest {
    private final LogBed bed = LogBed.simulated(1);

    @Test
    void showsNothingOfAWriteThatFailedAndRefusesAllThatFollows() {
        bed.open();
        bed.append("a");
        bed.stage(bed.batch("b"));
        refuseWrites();
        assertThatThrownBy(bed.log::write)
                .isInstanceOfSatisfying(
                        StorageFailure.class,
                        failure -> assertThat(failure.logDir()).isEqualTo(LogBed.LOG_DIR))
                .hasMessageContaining("Input/output error");
        assertThat(bed.log.logEndOffset()).isEqualTo(1);
        assertThat(bed.log.hasStaged()).isFalse();
        bed.simulatedDisk().heal();
        assertThatThrownBy(() -> bed.stage(bed.batch("c"))).isInstanceOf(StorageFailure.class);
        assertThatThrownBy(bed.log::write).isInstanceOf(StorageFailure.class);
        assertThatThrownBy(() -> bed.log.read(0, 1, AtLeast.ONE_BATCH, 1)).isInstanceOf(StorageFailure.class);
        assertThatThrownBy(bed.log::close).isInstanceOf(StorageFailure.class);
        bed.log.abandon();
        assertThat(bed.simulatedDisk().openFiles()).isZero();
    }

    @Test
    void startsAgainBehindTheLastWholeBatch() {
        bed.open();
        bed.append("a");
        bed.stage(bed.batch("b"));
        refuseWrites();
        assertThatThrownBy(bed.log::write).isInstanceOf(StorageFailure.class);
        bed.disk = bed.simulatedDisk().afterKill();
        bed.open(0, 0, false);
        assertThat(bed.readAll(0)).containsOnlyKeys(0L);
        assertThat(bed.append("d")).isEqualTo(1);
    }

    private void refuseWrites() {
        bed.simulatedDisk()
                .inject((operation, path) -> operation == Operation.WRITE
                        ? Optional.of(new IOException("Input/output error"))
                        : Optional.empty());
    }

    @Test
    void failsWhenTheDiskCannotBeRead() {
        bed.open();
        bed.append("a");
        bed.simulatedDisk()
                .inject((operation, path) -> operation == Operation.READ
                        ? Optional.of(new IOException("Input/output error"))
                        : Optional.empty());
        assertThatThrownBy(() -> bed.log.read(0, 1, AtLeast.ONE_BATCH, 1)).isInstanceOf(StorageFailure.class);
    }

    @Test
    void failsWhenASegmentCannotBeMade() {
        bed.open();
        bed.append("a");
        bed.simulatedDisk()
                .inject((operation, path) -> operation == Operation.CREATE
                        ? Optional.of(new IOException("Input/output error"))
                        : Optional.empty());
        assertThatThrownBy(() -> bed.log.roll(bed.nowMs)).isInstanceOf(StorageFailure.class);
    }

    @Test
    void tellsADamagedBatchFromAFailingDisk() throws IOException {
        bed.with("index.interval.bytes", 1_000_000).open();
        bed.append("a");
        bed.append("b");
        // The first batch's length becomes absurd.
        bed.simulatedDisk().flipBit(bed.folder.resolve("00000000000000000000.log"), 8 * 8 + 6);
        assertThatThrownBy(() -> bed.log.read(1, 1, AtLeast.ONE_BATCH, 2))
                .isInstanceOf(CorruptLogException.class)
                .hasMessageContaining("position 0")
                .hasMessageContaining("00000000000000000000.log");
        assertThat(bed.append("c")).as("the log as such works").isEqualTo(2);
    }

    @Test
    void findsItsWayAroundADamagedIndex() throws IOException {
        bed.with("index.interval.bytes", 0).open();
        for (int i = 0; i < 50; i++) {
            bed.append("value " + i);
        }
        bed.restart();
        for (long bit = 0; bit < 49 * 64; bit += 5) {
            bed.simulatedDisk().flipBit(bed.folder.resolve("00000000000000000000.index"), bit);
            assertThat(bed.read(30, 1, 50).getFirst().offset()).isEqualTo(30);
            assertThat(bed.read(3, 1, 50).getFirst().offset()).isEqualTo(3);
            bed.simulatedDisk().flipBit(bed.folder.resolve("00000000000000000000.index"), bit);
        }
    }
}
