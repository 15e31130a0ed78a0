package io.ottla.broker.coordinator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.coordinator.runtime.Diary.Command;
import org.junit.jupiter.api.Test;

class MachineFailureTest {
    private final DiaryBroker diaries = DiaryBroker.start();

    @Test
    void whatAMachineBreaksDownOverChangesNothing() {
        diaries.ask(new Command.Write("monday", "rain"));
        Diary before = diaries.diary();

        assertThat(diaries.ask(new Command.BreakDown())).isEqualTo("UNKNOWN_SERVER_ERROR");
        assertThat(diaries.ask(new Command.Read("monday"))).isEqualTo("rain");
        assertThat(diaries.diary()).isSameAs(before);
    }

    @Test
    void aMachineThatCannotApplyItsOwnDecisionIsReplaced() {
        diaries.ask(new Command.Write("monday", "rain"));
        Diary before = diaries.diary();

        assertThat(diaries.ask(new Command.DecideOnNonsense())).isEqualTo("UNKNOWN_SERVER_ERROR");
        assertThat(diaries.ask(new Command.Read("monday"))).isEqualTo("rain");
        assertThat(diaries.diary()).isNotSameAs(before);
    }
}
