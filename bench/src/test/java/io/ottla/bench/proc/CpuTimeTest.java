package io.ottla.bench.proc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CpuTimeTest {
    @Test
    void guestsAreNotCountedTwice() {
        assertThat(CpuTime.parse("cpu  1 2 3 4 5 6 7 8 100 200")).isEqualTo(new CpuTime(8, 36));
    }

    @Test
    void theShareIsThatOfTheTimeBetween() {
        assertThat(new CpuTime(30, 1_100).withheldSince(new CpuTime(10, 1_000))).isCloseTo(0.2, within(1e-9));
        assertThat(new CpuTime(30, 1_000).withheldSince(new CpuTime(30, 1_000))).isZero();
    }

    @Test
    void aLineOfOneCpuIsNotTakenForAll() {
        assertThatThrownBy(() -> CpuTime.parse("cpu0 1 2 3 4 5 6 7 8 0 0")).hasMessageContaining("cpu0");
    }
}
