package io.ottla.bench.turns;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.compat.process.TargetKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test
    void medians() {
        assertThat(Figures.median(List.of(3.0, 1.0, 2.0))).isEqualTo(2);
        assertThat(Figures.median(List.of(4.0, 1.0, 2.0, 3.0))).isEqualTo(2.5);
        assertThat(Figures.median(List.of())).isNaN();
    }

    @Test
    void theRatioIsThatOfTheMedians() {
        Figures figures = new Figures();
        figures.add("cost", TargetKind.OTTLA, 1);
        figures.add("cost", TargetKind.REFERENCE, 4);
        figures.add("cost", TargetKind.OTTLA, 3);
        assertThat(figures.table()).contains("| cost | 2.000 | 4.000 | 0.50 |");
    }

    @Test
    void whatTheHostWithheldHasALineOfItsOwn() {
        Figures figures = new Figures();
        figures.addWithheld("cost", TargetKind.OTTLA, 0.02);
        assertThat(figures.table()).contains("| cost, withheld by the host, % | 2.000 |");
    }
}
