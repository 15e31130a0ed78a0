package io.ottla.storage.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.wire.batch.BatchBuilder;
import io.ottla.wire.batch.Compression;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OffsetSearchTest {
    private final LogBed bed = LogBed.simulated(1).with("segment.bytes", 600).with("index.interval.bytes", 0);

    @ParameterizedTest
    @EnumSource(Compression.class)
    void findsTheRecordItselfWithinABatch(Compression compression) {
        bed.open();
        append(compression, 100, 110, 120);
        append(compression, 130, 125, 140);
        assertThat(bed.log.offsetForTimestamp(0)).contains(new FoundOffset(0, 100, 0));
        assertThat(bed.log.offsetForTimestamp(101)).contains(new FoundOffset(1, 110, 0));
        assertThat(bed.log.offsetForTimestamp(121)).contains(new FoundOffset(3, 130, 0));
        assertThat(bed.log.offsetForTimestamp(131)).contains(new FoundOffset(5, 140, 0));
        assertThat(bed.log.offsetForTimestamp(141)).isEmpty();
    }

    @Test
    void findsTheFirstOfSeveralAlsoWhenTimesGoBack() {
        bed.open();
        append(Compression.NONE, 500);
        append(Compression.NONE, 100, 200);
        append(Compression.NONE, 500, 600);
        append(Compression.NONE, 300);
        assertThat(bed.log.offsetForTimestamp(150)).contains(new FoundOffset(0, 500, 0));
        assertThat(bed.log.offsetForTimestamp(501)).contains(new FoundOffset(4, 600, 0));
    }

    @Test
    void looksThroughAllSegments() {
        bed.open();
        for (int i = 0; i < 100; i++) {
            append(Compression.NONE, 1000 + i * 10L);
        }
        assertThat(bed.log.segmentCount()).isGreaterThan(5);
        for (int i = 0; i < 100; i++) {
            assertThat(bed.log.offsetForTimestamp(1000 + i * 10L - 9)).contains(new FoundOffset(i, 1000 + i * 10L, 0));
        }
        bed.restart();
        assertThat(bed.log.offsetForTimestamp(1500)).contains(new FoundOffset(50, 1500, 0));
    }

    @Test
    void findsNothingBeforeTheLogsStart() {
        bed.open();
        append(Compression.NONE, 100, 110, 120);
        bed.log.updateHighWatermark(3);
        bed.log.advanceLogStartOffset(2);
        assertThat(bed.log.offsetForTimestamp(100)).contains(new FoundOffset(2, 120, 0));
    }

    @Test
    void findsTheFirstRecordWithTheLargestTime() {
        bed.open();
        assertThat(bed.log.maxTimestampOffset()).isEmpty();
        append(Compression.GZIP, 100, 900, 900, 300);
        append(Compression.NONE, 900);
        for (int i = 0; i < 30; i++) {
            append(Compression.NONE, 400 + i);
        }
        assertThat(bed.log.maxTimestampOffset()).contains(new FoundOffset(1, 900, 0));
        bed.restart();
        assertThat(bed.log.maxTimestampOffset()).contains(new FoundOffset(1, 900, 0));
        bed.disk = bed.simulatedDisk().afterKill();
        bed.open(0, 0, false);
        assertThat(bed.log.maxTimestampOffset()).contains(new FoundOffset(1, 900, 0));
    }

    @Test
    void findsTheLargestTimeAgainAfterATruncation() {
        bed.open();
        append(Compression.NONE, 100);
        append(Compression.NONE, 50);
        append(Compression.NONE, 700);
        bed.log.truncateTo(2, bed.nowMs);
        assertThat(bed.log.maxTimestampOffset()).contains(new FoundOffset(0, 100, 0));
        assertThat(bed.log.offsetForTimestamp(101)).isEmpty();
        append(Compression.NONE, 80);
        assertThat(bed.log.maxTimestampOffset()).contains(new FoundOffset(0, 100, 0));
    }

    @Test
    void findsNoTimeInRecordsThatHaveNone() {
        bed.open();
        append(Compression.NONE, -1);
        assertThat(bed.log.offsetForTimestamp(0)).isEmpty();
        assertThat(bed.log.maxTimestampOffset()).isEmpty();
    }

    @Test
    void namesTheEpochs() {
        bed.open();
        append(Compression.NONE, 100);
        bed.log.assignEpoch(4, 1);
        assertThat(bed.log.earliestOffset()).isEqualTo(new FoundOffset(0, -1, 0));
        assertThat(bed.log.latestOffset(1)).isEqualTo(new FoundOffset(1, -1, 4));
        assertThat(bed.log.endOffsetForEpoch(0).endOffset()).isEqualTo(1);
    }

    private void append(Compression compression, long... timestamps) {
        BatchBuilder builder = new BatchBuilder().compression(compression);
        for (long timestamp : timestamps) {
            builder.append(timestamp, null, "value".getBytes(StandardCharsets.UTF_8));
        }
        bed.stage(builder.build());
        bed.log.write();
    }
}
