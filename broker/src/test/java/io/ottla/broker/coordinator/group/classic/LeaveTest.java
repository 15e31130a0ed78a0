package io.ottla.broker.coordinator.group.classic;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.wire.message.LeaveGroupRequest;
import io.ottla.wire.message.LeaveGroupRequest.MemberIdentity;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How members leave, and what that does to the others. */
class LeaveTest {
    private final ClassicScene scene = ClassicScene.quick();
    private final TestMember a = new TestMember("a");
    private final TestMember b = new TestMember("b");

    @Test
    void theLastOneLeavesAnEmptyGroup() {
        scene.settle(a);
        scene.leave(a);
        scene.expect("""
                0 a leave -> a#1 left
                0 log: generation 2 consumer -
                """);
        assertThat(scene.group().state()).isEqualTo(ClassicState.EMPTY);
        assertThat(scene.timersSet()).isEmpty();
    }

    @Test
    void theOthersJoinAgainAndOneOfThemLeads() {
        scene.settle(a, b);
        scene.leave(a);
        scene.heartbeat(b);
        scene.join(b);
        scene.expect("""
                0 a leave -> a#1 left
                0 b heartbeat -> REBALANCE_IN_PROGRESS
                0 b join -> b#2 generation 2 range led by b#2, members b#2
                """);
    }

    @Test
    void whoWaitsItselfIsSentAway() {
        scene.settle(a);
        scene.joinFully(b);
        scene.transcript();
        scene.leave(b);
        scene.join(a);
        scene.expect("""
                0 b leave -> b#2 left
                0 b <- UNKNOWN_MEMBER_ID
                0 a join -> a#1 generation 2 range led by a#1, members a#1
                """);
    }

    @Test
    void whoWaitsForTheAssignmentIsSentAway() {
        scene.joinFully(a);
        scene.joinFully(b);
        scene.advance(0);
        scene.sync(b, "");
        scene.transcript();
        scene.leave(b);
        scene.expect("""
                0 b leave -> b#2 left
                0 b <- UNKNOWN_MEMBER_ID
                """);
    }

    @Test
    void theLastOneThatWasWaitedForEndsTheJoinPhase() {
        scene.settle(a, b);
        scene.join(a);
        scene.leave(b);
        scene.expect("""
                0 a join waits
                0 b leave -> b#2 left
                0 a <- a#1 generation 2 range led by a#1, members a#1
                """);
    }

    @Test
    void beforeVersionThreeThereIsOneMemberAndOneError() {
        scene.settle(a);
        scene.leave(a, 2, new LeaveGroupRequest().groupId(TestMember.GROUP).memberId("made-up"));
        scene.leave(a, 0, new LeaveGroupRequest().groupId(TestMember.GROUP).memberId(a.memberId));
        scene.leave(a, 2, new LeaveGroupRequest().groupId("other").memberId(a.memberId));
        scene.expect("""
                0 a leave -> UNKNOWN_MEMBER_ID
                0 a leave -> left
                0 log: generation 2 consumer -
                0 a leave -> UNKNOWN_MEMBER_ID
                """);
    }

    @Test
    void anOperatorTakesOutStaticMembersByTheirInstance() {
        TestMember s = TestMember.ofStatic("s");
        TestMember t = TestMember.ofStatic("t");
        scene.settle(s, t);
        scene.leave(
                a,
                5,
                new LeaveGroupRequest()
                        .groupId(TestMember.GROUP)
                        .members(List.of(
                                new MemberIdentity().memberId("").groupInstanceId("i-s"),
                                new MemberIdentity().memberId("").groupInstanceId("i-none"),
                                new MemberIdentity().memberId("").groupInstanceId(null),
                                new MemberIdentity().memberId("made-up").groupInstanceId("i-t"),
                                new MemberIdentity().memberId("made-up").groupInstanceId(null))));
        scene.expect("""
                0 a leave ->  left,  UNKNOWN_MEMBER_ID,  UNKNOWN_MEMBER_ID, made-up FENCED_INSTANCE_ID, made-up UNKNOWN_MEMBER_ID
                """);
    }

    @Test
    void strangersLeaveNothingBehind() {
        scene.settle(a);
        b.memberId = "made-up";
        scene.leave(b);
        scene.leave(
                b, 5, new LeaveGroupRequest().groupId("other").members(List.of(new MemberIdentity().memberId("b"))));
        scene.leave(b, 5, new LeaveGroupRequest().groupId(""));
        scene.expect("""
                0 b leave -> made-up UNKNOWN_MEMBER_ID
                0 b leave -> b UNKNOWN_MEMBER_ID
                0 b leave -> INVALID_GROUP_ID
                """);
        assertThat(scene.group().state()).isEqualTo(ClassicState.STABLE);
    }
}
