package io.ottla.broker.coordinator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.coordinator.runtime.Diary.Command;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Decisions of a burst go down together, none of them split, and none beyond what the topic allows. */
class BatchingTest {

    @Test
    void aBurstIsOneBatch() {
        DiaryBroker diaries = DiaryBroker.start();
        List<DiaryBroker.Answer> answers = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            answers.add(diaries.send(new Command.Write("day " + i, "word " + i)));
        }
        diaries.broker.settle();

        assertThat(diaries.batches()).containsExactly(100);
        assertThat(answers).extracting(Object::toString).startsWith("word 0").endsWith("word 99");
    }

    @Test
    void aBurstThatIsTooLargeForOneBatchBecomesSeveral() {
        DiaryBroker diaries = DiaryBroker.start("max.message.bytes", "1000");
        for (int i = 0; i < 10; i++) {
            diaries.send(new Command.Write("day " + i, "w".repeat(400)));
        }
        diaries.broker.settle();

        assertThat(diaries.batches()).containsExactly(1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
        assertThat(diaries.diary().words).hasSize(10);
    }

    @Test
    void aDecisionThatIsTooLargeDoesNotHappen() {
        DiaryBroker diaries = DiaryBroker.start("max.message.bytes", "1000");
        diaries.ask(new Command.Write("monday", "rain"));

        assertThat(diaries.ask(new Command.Write("monday", "w".repeat(2_000)))).isEqualTo("MESSAGE_TOO_LARGE");
        assertThat(diaries.ask(new Command.Read("monday"))).isEqualTo("rain");
        assertThat(diaries.batches()).containsExactly(1);
    }
}
