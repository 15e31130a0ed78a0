package io.ottla.broker.coordinator.group.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A member may send its previous epoch when it missed an answer, as long as it holds no more than what it was given. */
class OldEpochsTest {
    private final Script script = new Script().topic("foo", 4);

    @Test
    void thePreviousEpochIsGoodForOneThatMissedTheAnswer() {
        script.join("a", "foo").join("b", "foo").beat("a");
        var missed = script.beatOf("a");
        script.send("a", missed)
                .send("a", missed)
                .group()
                .send("a", script.beatOf("a").topicPartitions(null));
        assertThat(script.transcript()).isEqualTo("""
                -- topic foo has 4
                a@0: epoch 2, has foo[0, 1, 2, 3]
                b@0: epoch 3, has nothing
                a@2: epoch 2, has foo[0, 1]
                a@2: epoch 3
                a@2: epoch 3
                -- group Reconciling, epoch 3, target of 3
                   a STABLE at 3 after 2: foo[0, 1]
                   b UNRELEASED_PARTITIONS at 3 after 0: nothing
                a@3: epoch 3
                """);
    }

    @Test
    void thePreviousEpochIsNotGoodWithoutSayingWhatIsHeld() {
        script.join("a", "foo").join("b", "foo").beat("a");
        var missed = script.beatOf("a").topicPartitions(null);
        script.beat("a").send("a", missed);
        assertThat(script.transcript()).isEqualTo("""
                -- topic foo has 4
                a@0: epoch 2, has foo[0, 1, 2, 3]
                b@0: epoch 3, has nothing
                a@2: epoch 2, has foo[0, 1]
                a@2: epoch 3
                a@2: FENCED_MEMBER_EPOCH
                """);
    }

    @Test
    void otherEpochsAreFenced() {
        script.join("a", "foo").join("b", "foo").beat("a").beat("a");
        script.send("a", script.beatOf("a").memberEpoch(1))
                .send("a", script.beatOf("a").memberEpoch(4));
        script.note("it joins anew, with nothing").join("a", "foo").group();
        assertThat(script.transcript()).isEqualTo("""
                -- topic foo has 4
                a@0: epoch 2, has foo[0, 1, 2, 3]
                b@0: epoch 3, has nothing
                a@2: epoch 2, has foo[0, 1]
                a@2: epoch 3
                a@1: FENCED_MEMBER_EPOCH
                a@4: FENCED_MEMBER_EPOCH
                -- it joins anew, with nothing
                a@0: epoch 3, has foo[0, 1]
                -- group Reconciling, epoch 3, target of 3
                   a STABLE at 3 after 2: foo[0, 1]
                   b UNRELEASED_PARTITIONS at 3 after 0: nothing
                """);
    }

    @Test
    void oneThatJoinsAnewWhileGivingUpHasGivenUp() {
        script.join("a", "foo")
                .join("b", "foo")
                .stalls("a")
                .beat("a")
                .group()
                .join("a", "foo")
                .group();
        assertThat(script.transcript()).isEqualTo("""
                -- topic foo has 4
                a@0: epoch 2, has foo[0, 1, 2, 3]
                b@0: epoch 3, has nothing
                -- a stalls
                a@2: epoch 2, has foo[0, 1]
                -- group Reconciling, epoch 3, target of 3
                   a UNREVOKED_PARTITIONS at 2 after 2: foo[0, 1], revoking foo[2, 3]
                   b UNRELEASED_PARTITIONS at 3 after 0: nothing
                a@0: epoch 3, has foo[0, 1]
                -- group Reconciling, epoch 3, target of 3
                   a STABLE at 3 after 2: foo[0, 1]
                   b UNRELEASED_PARTITIONS at 3 after 0: nothing
                """);
    }
}
