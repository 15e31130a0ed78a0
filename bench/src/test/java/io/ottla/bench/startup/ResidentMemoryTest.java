package io.ottla.bench.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ResidentMemoryTest {
    @Test
    void theFieldIsFoundAmongOthers() {
        assertThat(ResidentMemory.parse(List.of("Name:\tjava", "VmHWM:\t  200000 kB", "VmRSS:\t  123456 kB")))
                .isEqualTo(123_456);
    }

    @Test
    void aProcessWithoutTheFieldIsAnError() {
        assertThatThrownBy(() -> ResidentMemory.parse(List.of("Name:\tkthreadd")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
