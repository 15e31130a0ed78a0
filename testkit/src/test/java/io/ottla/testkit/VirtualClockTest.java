package io.ottla.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class VirtualClockTest {
    @Test
    void movesOnlyWhenTold() {
        VirtualClock clock = new VirtualClock(100);
        assertThat(clock.nowMs()).isEqualTo(100);
        clock.advance(5);
        assertThat(clock.nowMs()).isEqualTo(105);
    }

    @Test
    void refusesToGoBack() {
        assertThatThrownBy(() -> new VirtualClock(0).advance(-1)).isInstanceOf(IllegalArgumentException.class);
    }
}
