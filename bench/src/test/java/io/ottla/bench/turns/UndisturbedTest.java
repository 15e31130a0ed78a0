package io.ottla.bench.turns;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.bench.proc.CpuTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class UndisturbedTest {
    private int taken;

    @Test
    void whatWasLeftAloneIsMeasuredOnce() throws Exception {
        assertThat(measured(2)).isEqualTo(new Undisturbed<>("no. 1", 0.02));
        assertThat(taken).isEqualTo(1);
    }

    @Test
    void whatWasDisturbedIsMeasuredUntilItIsNot() throws Exception {
        assertThat(measured(30, 40, 1)).isEqualTo(new Undisturbed<>("no. 3", 0.01));
    }

    @Test
    void ifItNeverIsTheLeastDisturbedCounts() throws Exception {
        assertThat(measured(30, 40, 20, 30, 30, 30, 0)).isEqualTo(new Undisturbed<>("no. 3", 0.2));
        assertThat(taken).isEqualTo(Undisturbed.TRIES);
    }

    /** @param percents how much was withheld during each measurement */
    private Undisturbed<String> measured(int... percents) throws Exception {
        List<CpuTime> times = new ArrayList<>();
        for (int percent : percents) {
            times.add(new CpuTime(0, 0));
            times.add(new CpuTime(percent, 100));
        }
        Supplier<CpuTime> clock = times::removeFirst;
        return Undisturbed.of(() -> "no. " + ++taken, clock);
    }
}
