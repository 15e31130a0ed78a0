package io.ottla.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.ottla.compat.process.TargetKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultsTest {
    private final Results results = new Results();

    @Test
    void takesTheRatiosOfTheSameRoundAndNotOfTheMedians() {
        add(10, 1);
        add(100, 50);
        add(20, 5);
        Results.Ratios ratios = results.ratios("a", Measure.P50_MS).orElseThrow();
        assertThat(ratios).isEqualTo(new Results.Ratios(20, 5, 0.25, 0.1, 0.5));
    }

    @Test
    void hasNoRatioOfWhatOnlyOneBrokerDid() {
        results.add("a", TargetKind.OTTLA, Map.of(Measure.P50_MS, 1.0));
        assertThat(results.ratios("a", Measure.P50_MS)).isEmpty();
    }

    @Test
    void remembersTheFirstRound() {
        add(10, 1);
        add(20, 2);
        assertThat(results.first("a", TargetKind.REFERENCE, Measure.P50_MS)).isEqualTo(10);
        assertThatIllegalStateException().isThrownBy(() -> results.first("b", TargetKind.REFERENCE, Measure.P50_MS));
    }

    @Test
    void knowsTheMedian() {
        assertThat(Results.median(List.of(3.0, 1.0, 2.0))).isEqualTo(2);
        assertThat(Results.median(List.of(4.0, 1.0, 3.0, 2.0))).isEqualTo(2.5);
    }

    private void add(double reference, double ottla) {
        results.add("a", TargetKind.REFERENCE, Map.of(Measure.P50_MS, reference));
        results.add("a", TargetKind.OTTLA, Map.of(Measure.P50_MS, ottla));
    }
}
