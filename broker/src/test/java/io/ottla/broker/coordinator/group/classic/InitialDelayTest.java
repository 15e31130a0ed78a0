package io.ottla.broker.coordinator.group.classic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The patience with the first rebalance of a group. */
class InitialDelayTest {
    private final ClassicScene scene = new ClassicScene(ClassicScene.settings(Integer.MAX_VALUE, 3_000));
    private final TestMember a = new TestMember("a");
    private final TestMember b = new TestMember("b");
    private final TestMember c = new TestMember("c");

    @Test
    void aLoneMemberWaitsOnce() {
        scene.joinFully(a);
        scene.advance(3_000);
        scene.expect("""
                0 a join -> MEMBER_ID_REQUIRED a#1
                0 log: generation 0 - -
                0 a join waits
                3000 a <- a#1 generation 1 range led by a#1, members a#1
                """);
    }

    @Test
    void everyNewcomerProlongsTheWait() {
        scene.joinFully(a);
        scene.advance(2_000);
        scene.joinFully(b);
        scene.advance(3_000);
        scene.joinFully(c);
        scene.advance(10_000);
        scene.expect("""
                0 a join -> MEMBER_ID_REQUIRED a#1
                0 log: generation 0 - -
                0 a join waits
                2000 b join -> MEMBER_ID_REQUIRED b#2
                2000 b join waits
                5000 c join -> MEMBER_ID_REQUIRED c#3
                5000 c join waits
                9000 a <- a#1 generation 1 range led by a#1, members a#1 b#2 c#3
                9000 b <- b#2 generation 1 range led by a#1
                9000 c <- c#3 generation 1 range led by a#1
                """);
    }

    @Test
    void butNotBeyondTheTimeMembersHaveToJoin() {
        for (TestMember member : new TestMember[] {a, b, c}) {
            member.rebalanceMs = 5_000;
        }
        scene.joinFully(a);
        scene.advance(1_000);
        scene.joinFully(b);
        scene.advance(2_500);
        scene.joinFully(c);
        scene.advance(10_000);
        scene.expect("""
                0 a join -> MEMBER_ID_REQUIRED a#1
                0 log: generation 0 - -
                0 a join waits
                1000 b join -> MEMBER_ID_REQUIRED b#2
                1000 b join waits
                3500 c join -> MEMBER_ID_REQUIRED c#3
                3500 c join waits
                5000 a <- a#1 generation 1 range led by a#1, members a#1 b#2 c#3
                5000 b <- b#2 generation 1 range led by a#1
                5000 c <- c#3 generation 1 range led by a#1
                10000 log: generation 2 consumer -
                """);
    }

    @Test
    void aGroupThatWasLeftByAllWaitsAgain() {
        scene.joinFully(a);
        scene.advance(3_000);
        scene.leave(a);
        scene.transcript();
        scene.joinFully(b);
        scene.advance(2_999);
        scene.expect("""
                3000 b join -> MEMBER_ID_REQUIRED b#2
                3000 b join waits
                """);
        scene.advance(1);
        scene.expect("""
                6000 b <- b#2 generation 3 range led by b#2, members b#2
                """);
    }

    @Test
    void whoLeavesMeanwhileDoesNotEndTheWait() {
        scene.joinFully(a);
        scene.joinFully(b);
        scene.transcript();
        scene.leave(b);
        scene.advance(10_000);
        scene.expect("""
                0 b leave -> b#2 left
                0 b <- UNKNOWN_MEMBER_ID
                6000 a <- a#1 generation 1 range led by a#1, members a#1
                """);
    }

    @Test
    void theWaitIsReckonedExactly() {
        RebalanceDelay first = RebalanceDelay.first(3_000, 10_000);
        assertThat(first).isEqualTo(new RebalanceDelay(3_000, 7_000));
        assertThat(first.extended(3_000)).isEqualTo(new RebalanceDelay(3_000, 4_000));
        assertThat(new RebalanceDelay(3_000, 1_000).extended(3_000)).isEqualTo(new RebalanceDelay(1_000, 0));
        assertThat(RebalanceDelay.first(3_000, 2_000)).isEqualTo(new RebalanceDelay(3_000, 0));
        assertThat(RebalanceDelay.first(3_000, 2_000).mayExtend()).isFalse();
    }
}
