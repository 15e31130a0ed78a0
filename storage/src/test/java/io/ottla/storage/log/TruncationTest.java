package io.ottla.storage.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TruncationTest {
    private final LogBed bed = LogBed.simulated(1).with("segment.bytes", 600).with("index.interval.bytes", 0);

    @Test
    void dropsWholeSegmentsAndTheEndOfOne() {
        bed.open();
        fill(30);
        int segments = bed.log.segmentCount();
        bed.log.truncateTo(7, bed.nowMs);
        assertThat(bed.log.logEndOffset()).isEqualTo(7);
        assertThat(bed.log.segmentCount()).isLessThan(segments);
        assertThat(bed.readAll(0)).hasSize(7);
        assertThat(bed.append("new")).isEqualTo(7);
        assertThat(bed.readAll(0)).containsEntry(7L, "new");
        assertThat(bed.names()).anyMatch(name -> name.endsWith(".log.deleted"));
        bed.nowMs += 60_000;
        bed.deleteDue();
        assertThat(bed.names()).noneMatch(name -> name.endsWith(".deleted"));
        bed.restart();
        assertThat(bed.readAll(0)).hasSize(8);
    }

    @Test
    void dropsTheWholeBatchThatTheOffsetIsIn() {
        bed.open();
        bed.append("a", "b", "c");
        bed.append("d", "e", "f");
        bed.log.truncateTo(4, bed.nowMs);
        assertThat(bed.log.logEndOffset()).isEqualTo(4);
        assertThat(bed.readAll(0)).containsOnlyKeys(0L, 1L, 2L);
        assertThat(bed.append("new")).isEqualTo(4);
    }

    @Test
    void changesNothingBeyondTheEndButEpochsNobodyWroteUnder() {
        bed.open();
        fill(3);
        bed.log.assignEpoch(9, 3);
        bed.log.truncateTo(3, bed.nowMs);
        bed.log.truncateTo(50, bed.nowMs);
        assertThat(bed.log.logEndOffset()).isEqualTo(3);
        assertThat(bed.log.latestEpoch()).hasValue(0);
        assertThat(bed.append("d")).isEqualTo(3);
    }

    @Test
    void takesOffsetsAndProducersAlong() {
        bed.open();
        bed.stage(bed.builder("a").producer(5, (short) 0, 0).build());
        bed.stage(bed.builder("b").producer(5, (short) 0, 1).build());
        bed.stage(bed.builder("c").producer(6, (short) 0, 0).build());
        bed.log.write();
        bed.log.flush();
        bed.log.updateHighWatermark(3);
        bed.log.truncateTo(1, bed.nowMs);
        assertThat(bed.log.recoveryPoint()).isEqualTo(1);
        assertThat(bed.log.highWatermark()).isEqualTo(1);
        assertThat(bed.log.producers().producerCount()).isEqualTo(1);
        assertThat(bed.stage(bed.builder("b").producer(5, (short) 0, 1).build()))
                .isEqualTo(new StageResult.Appended(1, 1, -1, 0));
    }

    @Test
    void findsProducersInTheSnapshotBeforeTheCut() {
        bed.open();
        for (int i = 0; i < 20; i++) {
            bed.stage(bed.builder("value " + i).producer(5, (short) 0, i).build());
            bed.log.write();
        }
        assertThat(bed.log.segmentCount()).isGreaterThan(2);
        bed.log.truncateTo(13, bed.nowMs);
        assertThat(bed.stage(bed.builder("again").producer(5, (short) 0, 13).build()))
                .isEqualTo(new StageResult.Appended(13, 13, -1, 0));
    }

    @Test
    void startsAnewBeforeTheFirstSegment() {
        bed.open();
        bed.log.truncateFullyAndStartAt(100, bed.nowMs);
        fill(3);
        bed.log.truncateTo(40, bed.nowMs);
        assertThat(bed.log.logStartOffset()).isEqualTo(40);
        assertThat(bed.log.logEndOffset()).isEqualTo(40);
        assertThat(bed.append("a")).isEqualTo(40);
    }

    @Test
    void startsAnewAnywhere() {
        bed.open();
        fill(20);
        bed.log.truncateFullyAndStartAt(500, bed.nowMs);
        assertThat(bed.log.logStartOffset()).isEqualTo(500);
        assertThat(bed.log.logEndOffset()).isEqualTo(500);
        assertThat(bed.log.highWatermark()).isEqualTo(500);
        assertThat(bed.log.latestEpoch()).isEmpty();
        assertThat(bed.append("a")).isEqualTo(500);
        bed.restart();
        assertThat(bed.readAll(500)).containsEntry(500L, "a");
        bed.log.truncateFullyAndStartAt(500, bed.nowMs);
        assertThat(bed.append("b")).isEqualTo(500);
        assertThat(bed.readAll(500)).containsEntry(500L, "b");
    }

    @Test
    void forgetsWhereABoundWas() {
        bed.open();
        fill(3);
        bed.read(0, 1000, 2);
        bed.log.truncateTo(1, bed.nowMs);
        bed.append("a much longer value than those before");
        bed.append("c");
        assertThat(bed.read(0, 1000, 2)).hasSize(2);
    }

    private void fill(int count) {
        for (int i = 0; i < count; i++) {
            bed.append("value " + i);
        }
    }
}
