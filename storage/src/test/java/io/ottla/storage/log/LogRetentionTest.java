package io.ottla.storage.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogRetentionTest {
    private final LogBed bed = LogBed.simulated(1).with("segment.bytes", 300).with("file.delete.delay.ms", 1000);

    @Test
    void deletesOldSegmentsAndMovesTheStart() {
        bed.with("retention.ms", 10_000).open();
        fill(10);
        bed.log.updateHighWatermark(10);
        assertThat(bed.log.applyRetention(bed.nowMs)).isZero();
        bed.nowMs += 10_001;
        bed.append("new");
        int deleted = bed.log.applyRetention(bed.nowMs);
        assertThat(deleted).isPositive();
        assertThat(bed.log.logStartOffset()).isPositive().isLessThanOrEqualTo(10);
        assertThat(bed.readAll(bed.log.logStartOffset())).containsEntry(10L, "new");
        assertThat(bed.log.read(0, 10, AtLeast.ONE_BATCH, 11)).isInstanceOf(ReadResult.OffsetOutOfRange.class);
    }

    @Test
    void startsANewSegmentWhenAllAreTooOld() {
        bed.with("retention.ms", 10_000).open();
        fill(5);
        bed.log.updateHighWatermark(5);
        bed.nowMs += 10_001;
        bed.log.applyRetention(bed.nowMs);
        assertThat(bed.log.logStartOffset()).isEqualTo(5);
        assertThat(bed.log.segmentCount()).isEqualTo(1);
        assertThat(bed.append("next")).isEqualTo(5);
        bed.restart();
        assertThat(bed.log.logStartOffset()).isEqualTo(5);
        assertThat(bed.readAll(5)).hasSize(1);
    }

    @Test
    void deletesFilesOnlyAfterTheDelay() {
        bed.with("retention.bytes", 0).open();
        fill(10);
        bed.log.updateHighWatermark(10);
        bed.log.applyRetention(bed.nowMs);
        assertThat(bed.names()).contains("00000000000000000000.log.deleted");
        bed.nowMs += 999;
        bed.deleteDue();
        assertThat(bed.names()).contains("00000000000000000000.log.deleted");
        bed.nowMs += 1;
        bed.deleteDue();
        assertThat(bed.names()).noneMatch(name -> name.endsWith(".deleted"));
        assertThat(bed.deletions.isEmpty()).isTrue();
    }

    @Test
    void keepsWhatIsNotReplicated() {
        bed.with("retention.bytes", 0).open();
        fill(10);
        bed.log.updateHighWatermark(1);
        assertThat(bed.log.applyRetention(bed.nowMs)).isZero();
    }

    @Test
    void deletesNoRecordsOfACompactedTopicButThoseBeforeItsStart() {
        bed.with("cleanup.policy", "compact")
                .with("retention.bytes", 0)
                .with("retention.ms", 1)
                .open();
        fill(10);
        bed.nowMs += 100_000;
        bed.log.updateHighWatermark(10);
        assertThat(bed.log.applyRetention(bed.nowMs)).isZero();
        assertThat(bed.log.advanceLogStartOffset(9)).isTrue();
        assertThat(bed.log.applyRetention(bed.nowMs)).isPositive();
        assertThat(bed.readAll(9)).hasSize(1);
    }

    @Test
    void movesTheStartNoFurtherThanTheHighWatermark() {
        bed.open();
        fill(10);
        bed.log.updateHighWatermark(6);
        assertThat(bed.log.advanceLogStartOffset(7)).isFalse();
        assertThat(bed.log.logStartOffset()).isZero();
        assertThat(bed.log.advanceLogStartOffset(6)).isTrue();
        assertThat(bed.log.advanceLogStartOffset(3)).isTrue();
        assertThat(bed.log.logStartOffset()).isEqualTo(6);
    }

    @Test
    void goesByTheFilesTimeWhenRecordsHaveNone() {
        bed.with("retention.ms", 10_000).open();
        bed.simulatedDisk().setTime(bed.nowMs);
        long now = bed.nowMs;
        bed.nowMs = -1;
        bed.append("a");
        bed.nowMs = now;
        bed.log.updateHighWatermark(1);
        assertThat(bed.log.applyRetention(now + 10_000)).isZero();
        assertThat(bed.log.applyRetention(now + 10_001)).isEqualTo(1);
    }

    private void fill(int count) {
        for (int i = 0; i < count; i++) {
            bed.append("value " + i);
        }
    }
}
