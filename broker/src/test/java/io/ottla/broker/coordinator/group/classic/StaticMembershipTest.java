package io.ottla.broker.coordinator.group.classic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** KIP-345: a member that names its instance keeps its place over a restart. */
class StaticMembershipTest {
    private final ClassicScene scene = ClassicScene.quick();
    private final TestMember s = TestMember.ofStatic("s");
    private final TestMember t = TestMember.ofStatic("t");

    private static TestMember restarted(TestMember old) {
        TestMember anew = TestMember.ofStatic(old.name);
        anew.protocols = old.protocols;
        anew.topics = old.topics;
        return anew;
    }

    @Test
    void aFollowersRestartIsNoticedByNobody() {
        scene.settle(s, t);
        TestMember again = restarted(t);
        scene.join(again);
        scene.sync(again, "");
        scene.heartbeat(s);
        scene.heartbeat(t);
        scene.expect("""
                0 t join -> i-t#3 generation 1 range led by i-s#1
                0 log: generation 1 consumer range led by i-s#1 i-s#1='s' i-t#3='t'
                0 t sync -> assigned 't' by range
                0 s heartbeat -> fine
                0 t heartbeat -> FENCED_INSTANCE_ID
                """);
    }

    @Test
    void aLeadersRestartNeedsNoAssignment() {
        scene.settle(s, t);
        TestMember again = restarted(s);
        scene.join(again);
        scene.sync(again, "");
        scene.heartbeat(t);
        scene.expect("""
                0 s join -> i-s#3 generation 1 range led by i-s#3, no assignment needed, members i-s#3 i-t#2
                0 log: generation 1 consumer range led by i-s#3 i-s#3='s' i-t#2='t'
                0 s sync -> assigned 's' by range
                0 t heartbeat -> fine
                """);
    }

    @Test
    void beforeVersionNineALeaderIsToldOfItselfByItsOldId() {
        scene.settle(s, t);
        TestMember again = restarted(s);
        again.joinVersion = 8;
        scene.join(again);
        assertThat(again.leads).isFalse();
        scene.expect("""
                0 s join -> i-s#3 generation 1 range led by i-s#1
                0 log: generation 1 consumer range led by i-s#3 i-s#3='s' i-t#2='t'
                """);
    }

    @Test
    void theOldIdIsFenced() {
        scene.settle(s, t);
        TestMember again = restarted(t);
        scene.join(again);
        scene.transcript();
        scene.heartbeat(t);
        scene.join(t);
        t.joinVersion = 6;
        scene.join(t);
        scene.sync(t, "");
        scene.leave(t);
        scene.expect("""
                0 t heartbeat -> FENCED_INSTANCE_ID
                0 t join -> FENCED_INSTANCE_ID i-t#2
                0 t join -> FENCED_INSTANCE_ID i-t#2
                0 t sync -> FENCED_INSTANCE_ID
                0 t leave -> i-t#2 FENCED_INSTANCE_ID
                """);
    }

    @Test
    void aRestartThatChangesTheProtocolIsARebalance() {
        s.protocols = List.of("range", "roundrobin");
        t.protocols = List.of("range", "roundrobin");
        scene.settle(s, t);
        TestMember again = restarted(t);
        again.protocols = List.of("roundrobin");
        scene.join(again);
        scene.join(s);
        scene.expect("""
                0 t join waits
                0 s join -> i-s#1 generation 2 roundrobin led by i-s#1, members i-s#1 i-t#3
                0 t <- i-t#3 generation 2 roundrobin led by i-s#1
                """);
    }

    @Test
    void aRestartBeforeTheAssignmentIsARebalance() {
        scene.join(s);
        scene.join(t);
        scene.advance(0);
        scene.sync(t, "");
        scene.transcript();
        TestMember again = restarted(t);
        scene.join(again);
        scene.join(s);
        scene.expect("""
                0 t join waits
                0 t <- FENCED_INSTANCE_ID
                0 s join -> i-s#1 generation 2 range led by i-s#1, members i-s#1 i-t#3
                0 t <- i-t#3 generation 2 range led by i-s#1
                """);
    }

    @Test
    void aRestartDuringTheJoinPhaseTakesTheOldOnesPlaceInIt() {
        scene.settle(s, t);
        scene.join(s);
        TestMember again = restarted(s);
        scene.join(again);
        scene.join(t);
        scene.expect("""
                0 s join waits
                0 s join waits
                0 s <- FENCED_INSTANCE_ID i-s#1
                0 t join -> i-t#2 generation 2 range led by i-s#3
                0 s <- i-s#3 generation 2 range led by i-s#3, members i-s#3 i-t#2
                """);
    }

    @Test
    void theOldOneThatWaitsInAnOlderVersionIsFencedInItsShape() {
        scene.settle(s, t);
        s.joinVersion = 5;
        scene.join(s);
        scene.join(restarted(s));
        scene.expect("""
                0 s join waits
                0 s join waits
                0 s <- FENCED_INSTANCE_ID i-s#1
                """);
    }

    @Test
    void whoMissesTheJoinPhaseStaysUntilItsSessionEnds() {
        s.sessionMs = 100_000;
        TestMember d = new TestMember("d");
        d.sessionMs = 200_000;
        TestMember e = new TestMember("e");
        e.sessionMs = 200_000;
        scene.settle(d, e, s);
        d.topics = List.of("u");
        scene.join(d);
        scene.expect("""
                0 d join waits
                """);
        scene.advance(60_000);
        scene.sync(d, "d#1=d");
        scene.expect("""
                60000 d <- d#1 generation 2 range led by d#1, members d#1 i-s#3
                60000 d sync -> assigned 'd' by range
                60000 log: generation 2 consumer range led by d#1 d#1='d' i-s#3=''
                """);
        scene.advance(100_000);
        scene.expect("");
        assertThat(scene.group().roster().memberIdOf("i-s")).isEmpty();
    }

    @Test
    void asLongAsNobodyHasJoinedNothingGoesOn() {
        s.sessionMs = 150_000;
        t.sessionMs = 150_000;
        TestMember d = new TestMember("d");
        scene.settle(s, t, d);
        scene.leave(d);
        scene.advance(149_000);
        scene.expect("""
                0 d leave -> d#3 left
                """);
        assertThat(scene.group().state()).isEqualTo(ClassicState.PREPARING_REBALANCE);
        scene.advance(1_000);
        scene.expect("""
                150000 log: generation 2 consumer -
                """);
    }
}
