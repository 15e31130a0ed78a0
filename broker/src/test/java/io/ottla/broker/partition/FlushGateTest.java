package io.ottla.broker.partition;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FlushGateTest {
    @Test
    void nothingWaitsWhenNoFlushIsAskedFor() {
        assertThat(FlushGate.passed(0, 1_000, 0, Long.MAX_VALUE)).isEqualTo(1_000);
    }

    @Test
    void withFlushMessagesOneEveryAppendWaitsForTheDisk() {
        assertThat(FlushGate.passed(0, 7, 0, 1)).isZero();
        assertThat(FlushGate.passed(0, 7, 7, 1)).isEqualTo(7);
    }

    @Test
    void appendsThatCameDuringAFlushWaitForTheNext() {
        assertThat(FlushGate.passed(0, 12, 7, 1)).isEqualTo(7);
        assertThat(FlushGate.passed(7, 12, 12, 1)).isEqualTo(12);
    }

    @Test
    void belowTheThresholdNothingWaits() {
        assertThat(FlushGate.passed(0, 99, 0, 100)).isEqualTo(99);
        assertThat(FlushGate.passed(99, 150, 0, 100))
                .as("what passed before stays passed")
                .isEqualTo(99);
        assertThat(FlushGate.passed(99, 150, 100, 100))
                .as("50 are fewer than 100")
                .isEqualTo(150);
    }
}
