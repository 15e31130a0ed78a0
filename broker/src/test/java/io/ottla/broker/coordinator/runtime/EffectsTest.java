package io.ottla.broker.coordinator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.coordinator.runtime.Diary.Command;
import org.junit.jupiter.api.Test;

/** What a machine asks for is done outside when its decision is committed. Here, nothing is before it is on the disk. */
class EffectsTest {
    private final DiaryBroker diaries = DiaryBroker.start("flush.messages", "1");

    @Test
    void anEffectWaitsForItsDecision() {
        diaries.send(new Command.Send("letter", "dear"));
        diaries.broker.turnShards();
        assertThat(diaries.kind.errands).isEmpty();

        diaries.broker.settle();

        assertThat(diaries.kind.errands).containsExactly("letter in epoch 0");
    }

    @Test
    void whatCameOfItIsToldToTheMachine() {
        diaries.ask(new Command.Send("letter", "dear"));

        diaries.kind.latestOrigin.tell(new Command.Write("answer", "dearest"));

        assertThat(diaries.ask(new Command.Read("answer"))).isEqualTo("dearest");
    }

    @Test
    void whoeverTakesOverIsNotTold() {
        diaries.ask(new Command.Send("letter", "dear"));
        Diary first = diaries.diary();
        diaries.ask(new Command.DecideOnNonsense());
        assertThat(diaries.diary()).isNotSameAs(first);

        diaries.kind.latestOrigin.tell(new Command.Write("answer", "dearest"));

        assertThat(diaries.ask(new Command.Read("answer"))).isEqualTo("nothing");
        assertThat(first.words).doesNotContainKey("answer");
    }

    @Test
    void anEffectIsNotCarriedOutForACoordinatorThatIsGone() {
        diaries.send(new Command.Send("letter", "dear"));
        diaries.send(new Command.DecideOnNonsense());

        diaries.broker.settle();

        assertThat(diaries.kind.errands).isEmpty();
    }
}
