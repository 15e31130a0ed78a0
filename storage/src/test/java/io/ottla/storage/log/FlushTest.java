package io.ottla.storage.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ottla.storage.disk.sim.SimulatedDisk.Operation;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FlushTest {
    private final LogBed bed = LogBed.simulated(1);

    @Test
    void movesTheRecoveryPointWhenTheTaskIsGivenBack() {
        bed.open();
        bed.append("a", "b");
        FlushTask task = bed.log.beginFlush(2).orElseThrow();
        assertThat(task.upToOffset()).isEqualTo(2);
        assertThat(bed.log.recoveryPoint()).isZero();
        bed.append("c");
        task.run();
        assertThat(bed.log.recoveryPoint()).isZero();
        bed.log.completeFlush(task);
        assertThat(bed.log.recoveryPoint()).isEqualTo(2);
        assertThat(bed.simulatedDisk().afterPowerLoss()).isNotNull();
    }

    @Test
    void runsOneAtATimeAndNoneForNothing() {
        bed.open();
        assertThat(bed.log.beginFlush(100)).isEmpty();
        bed.append("a");
        FlushTask task = bed.log.beginFlush(100).orElseThrow();
        assertThat(task.upToOffset()).isEqualTo(1);
        bed.append("b");
        assertThat(bed.log.beginFlush(2)).isEmpty();
        task.run();
        bed.log.completeFlush(task);
        bed.flush();
        assertThat(bed.log.recoveryPoint()).isEqualTo(2);
    }

    @Test
    void isDueAfterSoManyRecords() {
        bed.with("flush.messages", 3).open();
        bed.append("a", "b");
        assertThat(bed.log.dueFlush(bed.nowMs)).isEmpty();
        bed.append("c");
        assertThat(bed.log.dueFlush(bed.nowMs)).isPresent();
    }

    @Test
    void isDueAfterSomeTime() {
        bed.with("flush.ms", 500).open();
        bed.nowMs += 10_000;
        assertThat(bed.log.dueFlush(bed.nowMs)).as("nothing to flush").isEmpty();
        bed.append("a");
        assertThat(bed.log.dueFlush(bed.nowMs + 499)).isEmpty();
        FlushTask task = bed.log.dueFlush(bed.nowMs + 500).orElseThrow();
        task.run();
        bed.log.completeFlush(task);
        assertThat(bed.log.recoveryPoint()).isEqualTo(1);
        assertThat(bed.log.dueFlush(bed.nowMs + 2000)).isEmpty();
    }

    @Test
    void isDueWhenASegmentWasEnded() {
        bed.open();
        bed.append("a");
        assertThat(bed.log.dueFlush(bed.nowMs)).isEmpty();
        bed.log.roll(bed.nowMs);
        bed.append("b");
        FlushTask task = bed.log.dueFlush(bed.nowMs).orElseThrow();
        task.run();
        bed.log.completeFlush(task);
        assertThat(bed.log.recoveryPoint()).isEqualTo(1);
        assertThat(bed.log.dueFlush(bed.nowMs)).isEmpty();
    }

    @Test
    void doesNotBelieveATaskThatATruncationOvertook() {
        bed.open();
        bed.append("a");
        bed.append("b");
        FlushTask task = bed.log.beginFlush(2).orElseThrow();
        bed.log.truncateTo(1, bed.nowMs);
        bed.append("other");
        bed.append("c");
        task.run();
        bed.log.completeFlush(task);
        assertThat(bed.log.recoveryPoint()).isZero();
        bed.flush();
        assertThat(bed.log.recoveryPoint()).isEqualTo(3);
    }

    @Test
    void hasNothingToDoForALogThatWasDeletedMeanwhile() throws IOException {
        bed.open();
        bed.append("a");
        FlushTask task = bed.log.beginFlush(1).orElseThrow();
        bed.log.abandon();
        bed.disk.rename(bed.folder, bed.folder.resolveSibling("t-0.x-delete"));
        task.run();
        assertThat(bed.simulatedDisk().openFiles()).isZero();
    }

    @Test
    void namesTheFolderThatFailed() {
        bed.open();
        bed.append("a");
        FlushTask task = bed.log.beginFlush(1).orElseThrow();
        bed.simulatedDisk()
                .inject((operation, path) -> operation == Operation.FORCE
                        ? Optional.of(new IOException("Input/output error"))
                        : Optional.empty());
        assertThatThrownBy(task::run)
                .isInstanceOfSatisfying(
                        StorageFailure.class,
                        failure -> assertThat(failure.logDir()).isEqualTo(LogBed.LOG_DIR))
                .hasMessageContaining("t-0")
                .hasMessageContaining("Input/output error");
        bed.log.abandon();
        assertThat(bed.simulatedDisk().openFiles()).isZero();
    }

    @Test
    void forcesTheActiveSegmentWithOneCallOnceItsNamesAreDurable() {
        bed.open();
        bed.append("a");
        bed.flush();
        bed.append("b");
        long before = bed.simulatedDisk().operations();
        bed.flush();
        assertThat(bed.simulatedDisk().operations() - before).isEqualTo(1);
    }

    @Test
    void closesWithEverythingDurable() {
        for (long seed = 0; seed < 30; seed++) {
            LogBed other = LogBed.simulated(seed).with("segment.bytes", 300).with("index.interval.bytes", 50);
            other.open();
            for (int i = 0; i < 20; i++) {
                other.stage(
                        other.builder("value " + i).producer(3, (short) 0, i).build());
                other.log.write();
            }
            long end = other.log.logEndOffset();
            other.log.close();
            other.disk = other.simulatedDisk().afterPowerLoss();
            other.open(0, end, true);
            assertThat(other.log.logEndOffset()).isEqualTo(end);
            assertThat(other.readAll(0)).hasSize(20);
            assertThat(other.log.latestEpoch()).hasValue(0);
            assertThat(other.log.producers().producerCount()).isEqualTo(1);
        }
    }

    @Test
    void closesALogThatNothingHappenedToWithoutATouch() {
        bed.open();
        bed.append("a");
        bed.restart();
        long before = bed.simulatedDisk().operations();
        bed.log.close();
        assertThat(bed.simulatedDisk().operations()).isEqualTo(before);
    }
}
