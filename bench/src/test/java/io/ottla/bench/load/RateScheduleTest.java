package io.ottla.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RateScheduleTest {
    private static final long START = -5;

    @Test
    void dealsAnEvenStreamOutToTheLanes() {
        RateSchedule schedule = new RateSchedule(START, 1_000, 3);
        List<Long> due = new ArrayList<>();
        for (int number = 0; number < 2; number++) {
            for (int lane = 0; lane < 3; lane++) {
                due.add(schedule.dueNanos(lane, number) - START);
            }
        }
        assertThat(due).containsExactly(0L, 1_000_000L, 2_000_000L, 3_000_000L, 4_000_000L, 5_000_000L);
    }

    @Test
    void doesNotDriftWhenARequestTakesNoWholeNumberOfNanoseconds() {
        RateSchedule schedule = new RateSchedule(0, 3, 1);
        assertThat(schedule.dueNanos(0, 3_000_000)).isEqualTo(1_000_000_000_000_000L);
    }

    @Test
    void refusesARateOfNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> new RateSchedule(0, 0, 1));
    }
}
