package io.ottla.broker.coordinator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.coordinator.runtime.Diary.Command;
import org.junit.jupiter.api.Test;

class TimersTest {
    private static final long START_MS = 1_000_000;

    private final DiaryBroker diaries = DiaryBroker.start();

    @Test
    void aTimerFiresOnceAtItsTime() {
        diaries.ask(new Command.SetTimer("alarm", START_MS + 100));
        diaries.broker.advance(80);
        assertThat(diaries.diary().words).isEmpty();

        diaries.broker.advance(20);
        assertThat(diaries.diary().words).containsEntry("alarm", "rang at " + (START_MS + 100));

        diaries.broker.advance(1_000);
        assertThat(diaries.batches()).containsExactly(1);
    }

    @Test
    void settingATimerThatIsSetMovesIt() {
        diaries.ask(new Command.SetTimer("alarm", START_MS + 100));
        diaries.ask(new Command.SetTimer("alarm", START_MS + 200));
        diaries.broker.advance(200);

        assertThat(diaries.diary().words).containsEntry("alarm", "rang at " + (START_MS + 200));
        assertThat(diaries.batches()).containsExactly(1);
    }

    @Test
    void aTimerThatWasCancelledDoesNotFire() {
        diaries.ask(new Command.SetTimer("alarm", START_MS + 100));
        diaries.ask(new Command.CancelTimer("alarm"));
        diaries.ask(new Command.CancelTimer("none such"));
        diaries.broker.advance(1_000);

        assertThat(diaries.diary().words).isEmpty();
    }
}
