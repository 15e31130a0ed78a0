package io.ottla.broker.coordinator.group.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.wire.message.ConsumerGroupHeartbeatRequest;
import org.junit.jupiter.api.Test;

/** Members leave, or are not heard of; what they held is free at once. */
class LeavingTest {
    @Test
    void whatALeavingMemberHeldIsFree() {
        Script script = new Script()
                .topic("foo", 2)
                .join("a", "foo")
                .join("b", "foo")
                .beat("a")
                .beat("a")
                .beat("b")
                .leave("b")
                .group()
                .beat("a")
                .leave("a")
                .group()
                .leave("a");
        assertThat(script.transcript()).isEqualTo("""
                -- topic foo has 2
                a@0: epoch 2, has foo[0, 1]
                b@0: epoch 3, has nothing
                a@2: epoch 2, has foo[0]
                a@2: epoch 3
                b@3: epoch 3, has foo[1]
                b@-1: epoch -1
                -- group Assigning, epoch 4, target of 3
                   a STABLE at 3 after 2: foo[0]
                a@3: epoch 4, has foo[0, 1]
                a@-1: epoch -1
                -- group Empty, epoch 5, target of 4
                a@-1: UNKNOWN_MEMBER_ID
                """);
    }

    @Test
    void aMemberThatIsNotHeardOfIsGone() {
        Script script = new Script()
                .topic("foo", 2)
                .join("a", "foo")
                .join("b", "foo")
                .after(30_000)
                .beat("a")
                .after(15_000)
                .group()
                .beat("b")
                .join("b", "foo")
                .group();
        assertThat(script.transcript()).isEqualTo("""
                -- topic foo has 2
                a@0: epoch 2, has foo[0, 1]
                b@0: epoch 3, has nothing
                -- 30000 ms later
                a@2: epoch 2, has foo[0]
                -- 15000 ms later
                -- group Assigning, epoch 4, target of 3
                   a UNREVOKED_PARTITIONS at 2 after 2: foo[0], revoking foo[1]
                b@3: UNKNOWN_MEMBER_ID
                b@0: epoch 5, has nothing
                -- group Reconciling, epoch 5, target of 5
                   a UNREVOKED_PARTITIONS at 2 after 2: foo[0], revoking foo[1]
                   b UNRELEASED_PARTITIONS at 5 after 0: nothing
                """);
    }

    @Test
    void aMemberThatDoesNotGiveUpInTimeIsGone() {
        Script script =
                new Script().topic("foo", 2).join("a", "foo").join("b", "foo").stalls("a");
        for (int i = 0; i < 7; i++) {
            script.beat("a").after(10_000).beat("b");
        }
        script.group();
        assertThat(script.transcript()).isEqualTo("""
                -- topic foo has 2
                a@0: epoch 2, has foo[0, 1]
                b@0: epoch 3, has nothing
                -- a stalls
                a@2: epoch 2, has foo[0]
                -- 10000 ms later
                b@3: epoch 3
                a@2: epoch 2
                -- 10000 ms later
                b@3: epoch 3
                a@2: epoch 2
                -- 10000 ms later
                b@3: epoch 3
                a@2: epoch 2
                -- 10000 ms later
                b@3: epoch 3
                a@2: epoch 2
                -- 10000 ms later
                b@3: epoch 3
                a@2: epoch 2
                -- 10000 ms later
                b@3: epoch 4, has foo[0, 1]
                a@2: UNKNOWN_MEMBER_ID
                -- 10000 ms later
                b@4: epoch 4
                -- group Stable, epoch 4, target of 4
                   b STABLE at 4 after 3: foo[0, 1]
                """);
    }

    @Test
    void aTakeOverGivesEverybodyTheirTimeAnew() {
        Script script = new Script()
                .topic("foo", 2)
                .join("a", "foo")
                .join("b", "foo")
                .stalls("a")
                .beat("a")
                .after(40_000);
        script.coordinator.failOver();
        script.note("take-over").after(44_999).group().after(1).group();
        assertThat(script.transcript()).isEqualTo("""
                -- topic foo has 2
                a@0: epoch 2, has foo[0, 1]
                b@0: epoch 3, has nothing
                -- a stalls
                a@2: epoch 2, has foo[0]
                -- 40000 ms later
                -- take-over
                -- 44999 ms later
                -- group Reconciling, epoch 3, target of 3
                   a UNREVOKED_PARTITIONS at 2 after 2: foo[0], revoking foo[1]
                   b UNRELEASED_PARTITIONS at 3 after 0: nothing
                -- 1 ms later
                -- group Empty, epoch 5, target of 3
                """);
    }

    @Test
    void nobodyCanLeaveAGroupThatIsNotThere() {
        Script script = new Script();
        script.send(
                        "a",
                        new ConsumerGroupHeartbeatRequest()
                                .groupId("g")
                                .memberId("a")
                                .memberEpoch(-1))
                .send(
                        "a",
                        new ConsumerGroupHeartbeatRequest()
                                .groupId("g")
                                .memberId("a")
                                .memberEpoch(4));
        assertThat(script.transcript()).isEqualTo("""
                a@-1: GROUP_ID_NOT_FOUND
                a@4: GROUP_ID_NOT_FOUND
                """);
    }
}
