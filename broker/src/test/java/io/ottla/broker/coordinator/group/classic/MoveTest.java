package io.ottla.broker.coordinator.group.classic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a coordinator knows that has read a group from its log. */
class MoveTest {
    private final ClassicScene scene = ClassicScene.quick();
    private final TestMember a = new TestMember("a");
    private final TestMember b = new TestMember("b");

    @Test
    void aStableGroupGoesOn() {
        scene.settle(a, b);
        scene.moveCoordinator();
        scene.heartbeat(a);
        scene.sync(b, "");
        scene.join(b);
        scene.expect("""
                0 a heartbeat -> fine
                0 b sync -> assigned 'b' by range
                0 b join -> b#2 generation 1 range led by a#1
                """);
        assertThat(scene.group().subscribedTopics()).contains(Set.of("t"));
    }

    @Test
    void everyMembersSessionBeginsAnew() {
        scene.settle(a, b);
        scene.advance(9_000);
        scene.moveCoordinator();
        scene.advance(9_999);
        scene.heartbeat(a);
        scene.advance(1);
        scene.heartbeat(a);
        scene.expect("""
                18999 a heartbeat -> fine
                19000 a heartbeat -> REBALANCE_IN_PROGRESS
                """);
    }

    @Test
    void aRebalanceThatWasUnderWayIsForgotten() {
        scene.settle(a);
        scene.joinFully(b);
        scene.transcript();
        scene.moveCoordinator();
        scene.heartbeat(a);
        scene.join(b);
        scene.expect("""
                0 a heartbeat -> fine
                0 b join -> UNKNOWN_MEMBER_ID b#2
                """);
    }

    @Test
    void idsThatWereHandedOutAreForgotten() {
        scene.join(a);
        scene.moveCoordinator();
        scene.join(a);
        scene.expect("""
                0 a join -> MEMBER_ID_REQUIRED a#1
                0 log: generation 0 - -
                0 a join -> UNKNOWN_MEMBER_ID a#1
                """);
    }

    @Test
    void ofProtocolsOnlyTheChosenOneIsKnown() {
        a.protocols = List.of("range", "sticky");
        scene.settle(a);
        assertThat(scene.group().supports("consumer", List.of(new MemberProtocol("sticky", Bytes.EMPTY))))
                .isTrue();
        scene.moveCoordinator();
        assertThat(scene.group().supports("consumer", List.of(new MemberProtocol("sticky", Bytes.EMPTY))))
                .isFalse();
    }

    @Test
    void aStaticMemberIsRecognised() {
        TestMember s = TestMember.ofStatic("s");
        scene.settle(s);
        scene.moveCoordinator();
        scene.join(TestMember.ofStatic("s"));
        scene.heartbeat(s);
        scene.expect("""
                0 s join -> i-s#2 generation 1 range led by i-s#2, no assignment needed, members i-s#2
                0 log: generation 1 consumer range led by i-s#2 i-s#2='s'
                0 s heartbeat -> FENCED_INSTANCE_ID
                """);
    }

    @Test
    void anEmptyGroupKeepsItsGeneration() {
        scene.settle(a);
        scene.leave(a);
        scene.transcript();
        scene.moveCoordinator();
        scene.joinFully(b);
        scene.advance(0);
        scene.expect("""
                0 b join -> MEMBER_ID_REQUIRED b#2
                0 b join waits
                0 b <- b#2 generation 3 range led by b#2, members b#2
                """);
    }
}
