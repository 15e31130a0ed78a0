package io.ottla.storage.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.storage.retention.Retention.Bounds;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetentionTest {
    private static final long NOW = 100_000;

    private record Segment(long baseOffset, int sizeBytes, long newestMs) implements Retention.Segment {}

    /** 30 offsets in three segments of 100 bytes, the newest records 50, 20 and 1 seconds old. */
    private final List<Segment> segments =
            List.of(new Segment(0, 100, 50_000), new Segment(10, 100, 80_000), new Segment(20, 100, 99_000));

    @Test
    void keepsEverythingForEver() throws IOException {
        assertThat(count(Retention.FOREVER, new Bounds(0, 30, 30))).isZero();
    }

    @Test
    void deletesWhatIsTooOld() throws IOException {
        assertThat(count(new Retention(50_000, -1), new Bounds(0, 30, 30))).isZero();
        assertThat(count(new Retention(49_999, -1), new Bounds(0, 30, 30))).isEqualTo(1);
        assertThat(count(new Retention(5_000, -1), new Bounds(0, 30, 30))).isEqualTo(2);
        assertThat(count(new Retention(0, -1), new Bounds(0, 30, 30))).isEqualTo(3);
    }

    @Test
    void stopsAtTheFirstThatIsYoungEnough() throws IOException {
        List<Segment> reversed = List.of(new Segment(0, 1, NOW), new Segment(10, 1, 0), new Segment(20, 1, 0));
        assertThat(new Retention(1_000, -1).count(reversed, new Bounds(0, 30, 30), NOW))
                .isZero();
    }

    @Test
    void deletesWhatTheLogIsTooLargeBy() throws IOException {
        assertThat(count(new Retention(-1, 300), new Bounds(0, 30, 30))).isZero();
        assertThat(count(new Retention(-1, 201), new Bounds(0, 30, 30))).isZero();
        assertThat(count(new Retention(-1, 200), new Bounds(0, 30, 30))).isEqualTo(1);
        assertThat(count(new Retention(-1, 0), new Bounds(0, 30, 30))).isEqualTo(3);
    }

    @Test
    void keepsWhatIsNotBelowTheHighWatermark() throws IOException {
        assertThat(count(new Retention(0, -1), new Bounds(0, 19, 30))).isEqualTo(1);
        assertThat(count(new Retention(0, -1), new Bounds(0, 20, 30))).isEqualTo(2);
        assertThat(count(new Retention(0, 0), new Bounds(0, 9, 30))).isZero();
        assertThat(count(new Retention(0, 0), new Bounds(0, 29, 30))).isEqualTo(2);
    }

    @Test
    void deletesWhatLiesBeforeTheStart() throws IOException {
        assertThat(count(Retention.FOREVER, new Bounds(9, 30, 30))).isZero();
        assertThat(count(Retention.FOREVER, new Bounds(10, 30, 30))).isEqualTo(1);
        assertThat(count(Retention.FOREVER, new Bounds(25, 30, 30))).isEqualTo(2);
        assertThat(count(Retention.FOREVER, new Bounds(30, 30, 30)))
                .as("the last segment is not before the start")
                .isEqualTo(2);
    }

    @Test
    void goesBySizeOnceWhatIsBeforeTheStartIsGone() throws IOException {
        assertThat(count(new Retention(-1, 150), new Bounds(10, 30, 30))).isEqualTo(1);
        assertThat(count(new Retention(-1, 100), new Bounds(10, 30, 30))).isEqualTo(2);
    }

    @Test
    void keepsAnEmptyLastSegment() throws IOException {
        List<Segment> withEmpty = List.of(new Segment(0, 100, 0), new Segment(10, 0, 0));
        assertThat(new Retention(0, 0).count(withEmpty, new Bounds(0, 10, 10), NOW))
                .isEqualTo(1);
    }

    private int count(Retention retention, Bounds bounds) throws IOException {
        return retention.count(segments, bounds, NOW);
    }
}
