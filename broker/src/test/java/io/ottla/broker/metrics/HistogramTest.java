package io.ottla.broker.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HistogramTest {
    @Test
    void bucketsCoverAllValuesWithoutGapOrOverlap() {
        for (int bucket = 0; bucket < Histogram.BUCKETS - 1; bucket++) {
            long upper = Histogram.upperBoundOf(bucket);
            assertThat(Histogram.bucketOf(upper)).isEqualTo(bucket);
            assertThat(Histogram.bucketOf(upper + 1)).isEqualTo(bucket + 1);
        }
        assertThat(Histogram.bucketOf(Long.MAX_VALUE)).isLessThan(Histogram.BUCKETS);
    }

    @Test
    void aQuantileIsAtMostAQuarterTooHighAndNeverTooLow() {
        Histogram histogram = new Histogram();
        for (long value = 1; value <= 10_000; value++) {
            histogram.record(value);
        }

        HistogramSnapshot snapshot = histogram.snapshot();

        assertThat(snapshot.count()).isEqualTo(10_000);
        assertThat(snapshot.sum()).isEqualTo(50_005_000);
        assertThat(snapshot.quantile(0.5)).isBetween(5_000L, 6_250L);
        assertThat(snapshot.quantile(0.99)).isBetween(9_900L, 12_375L);
        assertThat(snapshot.quantile(0)).isEqualTo(1);
    }

    @Test
    void nothingRecordedIsZeroAndNegativeCountsAsZero() {
        Histogram histogram = new Histogram();
        assertThat(histogram.snapshot().quantile(0.5)).isZero();

        histogram.record(-5);

        assertThat(histogram.snapshot().count()).isEqualTo(1);
        assertThat(histogram.snapshot().sum()).isZero();
    }
}
