package io.ottla.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Options are taken or refused with a reason. */
class DemoOptionsTest {

    @Test
    void whatIsNotSaidHasAValue() {
        DemoOptions options = DemoOptions.parse(List.of());
        assertThat(options.bootstrap()).isEmpty();
        assertThat(options.afternoon()).isEqualTo(new DemoOptions.Afternoon(4, 5, 1));
        assertThat(options.sessionTimeoutMs()).isEqualTo(3_000);
    }

    @Test
    void aGivenBrokerMayNotTakeShortSessions() {
        assertThat(DemoOptions.parse(List.of("--bootstrap", "a:1")).sessionTimeoutMs())
                .isEqualTo(6_000);
        assertThat(DemoOptions.parse(List.of("--bootstrap", "a:1", "--session-timeout-ms", "1500"))
                        .sessionTimeoutMs())
                .isEqualTo(1_500);
    }

    @Test
    void whatIsWrongIsSaid() {
        assertThatThrownBy(() -> DemoOptions.parse(List.of("--overs"))).hasMessage("--overs needs a value");
        assertThatThrownBy(() -> DemoOptions.parse(List.of("--overs", "x")))
                .hasMessage("--overs needs a number, not x");
        assertThatThrownBy(() -> DemoOptions.parse(List.of("--matches", "5")))
                .hasMessage("--matches takes 1 to 4, not 5");
        assertThatThrownBy(() -> DemoOptions.parse(List.of("--football"))).hasMessage("there is no option --football");
    }
}
