package io.ottla.broker.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.metrics.MetricConfig;
import org.apache.kafka.common.metrics.stats.Rate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowedRateTest {
    private static final long START_MS = 1_000_000;
    private static final QuotaWindow WINDOW = new QuotaWindow(11, 1_000);

    private final WindowedRate rate = new WindowedRate(WINDOW);

    @Test
    void aBurstAfterARestCountsAsIfItHadBeenSpreadOverTheWindow() {
        rate.note(10_000, START_MS);

        assertThat(rate.perSecond(START_MS)).isEqualTo(1_000);
        assertThat(rate.excessMs(1_000, START_MS)).isZero();
        assertThat(rate.excessMs(500, START_MS)).isEqualTo(10_000);
    }

    @Test
    void whoWaitsForAsLongAsToldIsWithinTheLimitAgain() {
        rate.note(20_000, START_MS);
        long waitMs = rate.excessMs(1_000, START_MS);

        assertThat(waitMs).isEqualTo(10_000);
        assertThat(rate.perSecond(START_MS + WINDOW.totalMs())).isZero();
    }

    @Test
    void whatWasTakenBackDoesNotCount() {
        rate.note(500, START_MS);
        rate.note(10_000, START_MS + 400);
        rate.note(-10_000, START_MS + 400);

        assertThat(rate.perSecond(START_MS + 400)).isCloseTo(500 / 10.4, within(1e-9));
    }

    @Test
    void itIsIdleWhenNothingCountsAnyMore() {
        assertThat(rate.isIdle(START_MS)).isTrue();
        rate.note(1, START_MS);
        rate.note(1, START_MS + 2_500);

        assertThat(rate.isIdle(START_MS + 2_500 + WINDOW.totalMs() - 1)).isFalse();
        assertThat(rate.isIdle(START_MS + 2_500 + WINDOW.totalMs())).isTrue();
    }

    /** The reference's own class, asked the same at the same times. */
    @ParameterizedTest
    @CsvSource({"1, 11, 1", "2, 11, 1", "3, 2, 5", "4, 1, 1", "5, 20, 3"})
    void itIsTheReferencesRate(long seed, int samples, int sampleSeconds) {
        Random random = new Random(seed);
        QuotaWindow window = new QuotaWindow(samples, TimeUnit.SECONDS.toMillis(sampleSeconds));
        WindowedRate ours = new WindowedRate(window);
        Rate theirs = new Rate();
        MetricConfig config = new MetricConfig().samples(samples).timeWindow(sampleSeconds, TimeUnit.SECONDS);
        long nowMs = START_MS;
        for (int step = 0; step < 5_000; step++) {
            nowMs += random.nextInt(20) == 0 ? random.nextLong(3 * window.totalMs()) : random.nextLong(700);
            double amount = random.nextInt(1_000);
            ours.note(amount, nowMs);
            theirs.record(config, amount, nowMs);
            if (random.nextInt(3) > 0) {
                assertThat(ours.perSecond(nowMs))
                        .as("seed %d, step %d", seed, step)
                        .isCloseTo(theirs.measure(config, nowMs), within(1e-6));
            }
        }
    }
}
