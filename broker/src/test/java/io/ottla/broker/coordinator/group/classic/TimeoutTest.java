package io.ottla.broker.coordinator.group.classic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What happens when members do not do in time what is expected of them. */
class TimeoutTest {
    private final ClassicScene scene = ClassicScene.quick();
    private final TestMember a = new TestMember("a");
    private final TestMember b = new TestMember("b");

    @Test
    void whoIsSilentForItsSessionIsOut() {
        scene.settle(a, b);
        scene.advance(9_999);
        scene.heartbeat(a);
        scene.advance(1);
        scene.heartbeat(a);
        scene.heartbeat(b);
        scene.join(a);
        scene.expect("""
                9999 a heartbeat -> fine
                10000 a heartbeat -> REBALANCE_IN_PROGRESS
                10000 b heartbeat -> UNKNOWN_MEMBER_ID
                10000 a join -> a#1 generation 2 range led by a#1, members a#1
                """);
    }

    @Test
    void theGroupIsEmptyWhenEverybodyHasGoneSilent() {
        scene.settle(a, b);
        scene.advance(10_000);
        scene.expect("""
                10000 log: generation 2 consumer -
                """);
        assertThat(scene.timersSet()).isEmpty();
    }

    @Test
    void whoWaitsForOthersNeedsNoHeartbeat() {
        b.sessionMs = 30_000;
        scene.settle(a, b);
        scene.join(a);
        scene.advance(29_999);
        scene.heartbeat(b);
        scene.join(b);
        scene.expect("""
                0 a join waits
                29999 b heartbeat -> REBALANCE_IN_PROGRESS
                29999 b join -> b#2 generation 2 range led by a#1
                29999 a <- a#1 generation 2 range led by a#1, members a#1 b#2
                """);
    }

    @Test
    void whoIsNewWaitsNoLongerThanFiveMinutes() {
        a.sessionMs = 400_000;
        a.rebalanceMs = 400_000;
        scene.settle(a);
        scene.joinFully(b);
        scene.transcript();
        scene.advance(300_000);
        scene.expect("""
                300000 b <- UNKNOWN_MEMBER_ID
                """);
    }

    @Test
    void whoDoesNotJoinInTimeIsOut() {
        a.sessionMs = 100_000;
        scene.settle(a, b);
        b.topics = List.of("u");
        scene.join(b);
        scene.advance(59_999);
        scene.expect("""
                0 b join waits
                """);
        scene.advance(1);
        scene.expect("""
                60000 b <- b#2 generation 2 range led by b#2, members b#2
                """);
        scene.heartbeat(a);
        scene.expect("""
                60000 a heartbeat -> UNKNOWN_MEMBER_ID
                """);
    }

    @Test
    void theSlowestMemberSetsTheTimeToJoin() {
        a.sessionMs = 300_000;
        a.rebalanceMs = 90_000;
        scene.settle(a, b);
        b.topics = List.of("u");
        scene.join(b);
        scene.advance(89_999);
        scene.expect("""
                0 b join waits
                """);
        scene.advance(1);
        scene.expect("""
                90000 b <- b#2 generation 2 range led by b#2, members b#2
                """);
    }

    @Test
    void versionZeroJoinsWithinItsSession() {
        a.joinVersion = 0;
        a.rebalanceMs = -1;
        scene.join(a);
        scene.advance(0);
        assertThat(scene.group().member(a.memberId).timeouts().rebalanceMs()).isEqualTo(a.sessionMs);
    }

    @Test
    void whoDoesNotSyncInTimeIsOutAndTheOthersJoinAgain() {
        scene.settle(a, b);
        scene.join(a);
        scene.join(b);
        scene.transcript();
        scene.sync(b, "");
        keepAlive(59_999, a);
        scene.advance(1);
        scene.expect("""
                60000 b <- REBALANCE_IN_PROGRESS
                """);
        scene.heartbeat(a);
        scene.expect("""
                60000 a heartbeat -> UNKNOWN_MEMBER_ID
                """);
    }

    @Test
    void aFollowerThatDoesNotSyncIsOutOfAStableGroupToo() {
        scene.settle(a, b);
        scene.join(a);
        scene.join(b);
        scene.sync(a, "a#1=x b#2=y");
        scene.transcript();
        keepAlive(60_000, a, b);
        scene.heartbeat(b);
        scene.heartbeat(a);
        scene.expect("""
                60000 b heartbeat -> UNKNOWN_MEMBER_ID
                60000 a heartbeat -> REBALANCE_IN_PROGRESS
                """);
    }

    private void keepAlive(long ms, TestMember... members) {
        for (long waited = 0; waited < ms; waited += 5_000) {
            scene.advance(Math.min(5_000, ms - waited));
            for (TestMember member : members) {
                if (waited + 5_000 < ms) {
                    scene.heartbeat(member);
                }
            }
        }
        scene.transcript();
    }
}
