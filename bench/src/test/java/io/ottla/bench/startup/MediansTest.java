package io.ottla.bench.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class MediansTest {
    @Test
    void theMiddleOfAnOddNumberOfValues() {
        assertThat(Medians.of(List.of(9.0, 1.0, 5.0))).isEqualTo(5.0);
        assertThat(Medians.of(List.of(7.0))).isEqualTo(7.0);
    }

    @Test
    void theMeanOfTheTwoInTheMiddleOfAnEvenNumber() {
        assertThat(Medians.of(List.of(1.0, 100.0, 2.0, 4.0))).isEqualTo(3.0);
    }

    @Test
    void nothingHasNoMedian() {
        assertThatThrownBy(() -> Medians.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
