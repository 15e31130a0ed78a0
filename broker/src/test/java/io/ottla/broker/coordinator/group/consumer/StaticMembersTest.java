package io.ottla.broker.coordinator.group.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.wire.message.ConsumerGroupHeartbeatRequest;
import org.junit.jupiter.api.Test;

/** A static member keeps its place over a restart (KIP-345), and it is the newcomer that is fenced while it is there. */
class StaticMembersTest {
    private final Script script = new Script().topic("foo", 4);

    private ConsumerGroupHeartbeatRequest join(String memberId) {
        return script.joinOf(memberId, "foo").instanceId("i");
    }

    private ConsumerGroupHeartbeatRequest beat(String memberId) {
        return script.beatOf(memberId).instanceId("i");
    }

    @Test
    void oneThatComesBackHasWhatItHad() {
        script.send("a", join("a"))
                .join("b", "foo")
                .send("a", beat("a"))
                .send("a", beat("a"))
                .beat("b")
                .send("a", beat("a").memberEpoch(-2))
                .group()
                .beat("b")
                .send("c", join("c"))
                .group()
                .send("a", beat("a").memberEpoch(3))
                .beat("b");
        assertThat(script.transcript()).isEqualTo("""
                -- topic foo has 4
                a@0: epoch 2, has foo[0, 1, 2, 3]
                b@0: epoch 3, has nothing
                a@2: epoch 2, has foo[0, 1]
                a@2: epoch 3
                b@3: epoch 3, has foo[2, 3]
                a@-2: epoch -2
                -- group Reconciling, epoch 3, target of 3
                   a STABLE at -2 after 2: foo[0, 1]
                   b STABLE at 3 after 3: foo[2, 3]
                b@3: epoch 3
                c@0: epoch 3, has foo[0, 1]
                -- group Stable, epoch 3, target of 3
                   b STABLE at 3 after 3: foo[2, 3]
                   c STABLE at 3 after 0: foo[0, 1]
                a@3: FENCED_INSTANCE_ID
                b@3: epoch 3
                """);
    }

    @Test
    void anotherOneIsNotLetInWhileItIsThere() {
        script.send("a", join("a")).send("b", join("b")).send("a", beat("a")).send("a", join("a"));
        assertThat(script.transcript()).isEqualTo("""
                -- topic foo has 4
                a@0: epoch 2, has foo[0, 1, 2, 3]
                b@0: UNRELEASED_INSTANCE_ID
                a@2: epoch 2
                a@0: epoch 2, has foo[0, 1, 2, 3]
                """);
    }

    @Test
    void oneThatDoesNotComeBackInTimeIsGone() {
        script.send("a", join("a"))
                .send("a", beat("a").memberEpoch(-2))
                .after(44_999)
                .group()
                .after(1)
                .group();
        assertThat(script.transcript()).isEqualTo("""
                -- topic foo has 4
                a@0: epoch 2, has foo[0, 1, 2, 3]
                a@-2: epoch -2
                -- 44999 ms later
                -- group Reconciling, epoch 2, target of 2
                   a STABLE at -2 after 0: foo[0, 1, 2, 3]
                -- 1 ms later
                -- group Empty, epoch 3, target of 2
                """);
    }

    @Test
    void oneThatLeavesForGoodIsGoneAtOnce() {
        script.send("a", join("a"))
                .send("b", beat("b").memberEpoch(-1))
                .send("a", beat("a").memberEpoch(-1))
                .group();
        assertThat(script.transcript()).isEqualTo("""
                -- topic foo has 4
                a@0: epoch 2, has foo[0, 1, 2, 3]
                b@-1: FENCED_INSTANCE_ID
                a@-1: epoch -1
                -- group Empty, epoch 3, target of 2
                """);
    }

    @Test
    void anInstanceThatNobodyKnowsHasToJoin() {
        script.join("a", "foo")
                .send("b", beat("b").memberEpoch(1))
                .send("b", beat("b").memberEpoch(-2));
        assertThat(script.transcript()).isEqualTo("""
                -- topic foo has 4
                a@0: epoch 2, has foo[0, 1, 2, 3]
                b@1: UNKNOWN_MEMBER_ID
                b@-2: UNKNOWN_MEMBER_ID
                """);
    }
}
