package io.ottla.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TallyTest {
    private final Tally tally = new Tally();

    @Test
    void givesLatenciesSinceTheyWereTakenLast() {
        tally.latency(5_000_000);
        tally.takeLatencies();
        tally.latency(1_000_000);
        tally.latency(2_000_000);
        assertThat(tally.takeLatencies().getTotalCount()).isEqualTo(2);
    }

    @Test
    void addsUp() {
        tally.add(10, 1_000);
        tally.add(20, 2_000);
        assertThat(tally.counts()).isEqualTo(new Counts(2, 30, 3_000, 0));
        assertThat(tally.counts().minus(new Counts(1, 10, 1_000, 0))).isEqualTo(new Counts(1, 20, 2_000, 0));
    }
}
