package io.ottla.broker.coordinator.group.classic;

import java.util.List;
import org.junit.jupiter.api.Test;

/** How members come into a group, and what a join by one of them does to the others. */
class JoinTest {
    private final ClassicScene scene = ClassicScene.quick();
    private final TestMember a = new TestMember("a");
    private final TestMember b = new TestMember("b");

    @Test
    void theFirstMemberLeads() {
        scene.joinFully(a);
        scene.advance(0);
        scene.sync(a, "a#1=x");
        scene.expect("""
                0 a join -> MEMBER_ID_REQUIRED a#1
                0 log: generation 0 - -
                0 a join waits
                0 a <- a#1 generation 1 range led by a#1, members a#1
                0 a sync -> assigned 'x' by range
                0 log: generation 1 consumer range led by a#1 a#1='x'
                """);
    }

    @Test
    void aSecondMemberHasTheFirstJoinAgain() {
        scene.settle(a);
        scene.joinFully(b);
        scene.heartbeat(a);
        scene.join(a);
        scene.expect("""
                0 b join -> MEMBER_ID_REQUIRED b#2
                0 b join waits
                0 a heartbeat -> REBALANCE_IN_PROGRESS
                0 a join -> a#1 generation 2 range led by a#1, members a#1 b#2
                0 b <- b#2 generation 2 range led by a#1
                """);
    }

    @Test
    void aFollowersRetryIsToldTheGenerationAgain() {
        scene.settle(a, b);
        scene.join(b);
        scene.heartbeat(a);
        scene.expect("""
                0 b join -> b#2 generation 1 range led by a#1
                0 a heartbeat -> fine
                """);
    }

    @Test
    void theLeaderStartsARebalanceByJoiningAgain() {
        scene.settle(a, b);
        scene.join(a);
        scene.heartbeat(b);
        scene.join(b);
        scene.expect("""
                0 a join waits
                0 b heartbeat -> REBALANCE_IN_PROGRESS
                0 b join -> b#2 generation 2 range led by a#1
                0 a <- a#1 generation 2 range led by a#1, members a#1 b#2
                """);
    }

    @Test
    void aFollowerWithNewsStartsARebalance() {
        scene.settle(a, b);
        b.topics = List.of("t", "u");
        scene.join(b);
        scene.join(a);
        scene.expect("""
                0 b join waits
                0 a join -> a#1 generation 2 range led by a#1, members a#1 b#2
                0 b <- b#2 generation 2 range led by a#1
                """);
    }

    @Test
    void aRetryBeforeTheAssignmentIsToldTheGenerationAgain() {
        scene.joinFully(a);
        scene.joinFully(b);
        scene.advance(0);
        scene.transcript();
        scene.join(a);
        scene.join(b);
        scene.expect("""
                0 a join -> a#1 generation 1 range led by a#1, members a#1 b#2
                0 b join -> b#2 generation 1 range led by a#1
                """);
    }

    @Test
    void newsBeforeTheAssignmentSendThoseBackWhoWaitForIt() {
        scene.joinFully(a);
        scene.joinFully(b);
        scene.advance(0);
        scene.sync(b, "");
        scene.transcript();
        a.topics = List.of("u");
        scene.join(a);
        scene.join(b);
        scene.expect("""
                0 a join waits
                0 b <- REBALANCE_IN_PROGRESS
                0 b join -> b#2 generation 2 range led by a#1
                0 a <- a#1 generation 2 range led by a#1, members a#1 b#2
                """);
    }

    @Test
    void newsOfOneWhoWaitsForTheAssignmentEndThatWait() {
        scene.joinFully(a);
        scene.joinFully(b);
        scene.advance(0);
        scene.sync(b, "");
        scene.transcript();
        b.topics = List.of("u");
        scene.join(b);
        scene.expect("""
                0 b join waits
                0 b <- REBALANCE_IN_PROGRESS
                """);
    }

    @Test
    void aRetryOfAWaitingJoinTakesItsPlace() {
        scene.settle(a);
        scene.joinFully(b);
        scene.join(b);
        scene.join(a);
        scene.expect("""
                0 b join -> MEMBER_ID_REQUIRED b#2
                0 b join waits
                0 b join waits
                0 a join -> a#1 generation 2 range led by a#1, members a#1 b#2
                0 b <- b#2 generation 2 range led by a#1
                """);
    }

    @Test
    void anIdThatWasNeverGivenIsUnknown() {
        a.memberId = "made-up";
        scene.join(a);
        scene.joinFully(b);
        scene.join(a);
        scene.expect("""
                0 a join -> UNKNOWN_MEMBER_ID made-up
                0 b join -> MEMBER_ID_REQUIRED b#1
                0 log: generation 0 - -
                0 b join waits
                0 a join -> UNKNOWN_MEMBER_ID made-up
                """);
    }

    @Test
    void protocolsThatOthersDoNotKnowAreInconsistent() {
        scene.settle(a);
        b.protocols = List.of("roundrobin");
        scene.join(b);
        b.protocols = List.of("range");
        b.protocolType = "connect";
        scene.join(b);
        b.protocolType = "consumer";
        b.protocols = List.of();
        scene.join(b);
        scene.expect("""
                0 b join -> INCONSISTENT_GROUP_PROTOCOL
                0 b join -> INCONSISTENT_GROUP_PROTOCOL
                0 b join -> INCONSISTENT_GROUP_PROTOCOL
                """);
    }

    @Test
    void aMemberWithoutProtocolsCannotBeginAGroup() {
        a.protocols = List.of();
        scene.join(a);
        a.protocols = List.of("range");
        a.protocolType = "";
        scene.join(a);
        scene.expect("""
                0 a join -> INCONSISTENT_GROUP_PROTOCOL
                0 log: generation 0 - -
                0 a join -> INCONSISTENT_GROUP_PROTOCOL
                """);
    }

    @Test
    void sessionTimeoutsHaveBounds() {
        a.sessionMs = 5_999;
        scene.join(a);
        a.sessionMs = 1_800_001;
        scene.join(a);
        scene.expect("""
                0 a join -> INVALID_SESSION_TIMEOUT
                0 a join -> INVALID_SESSION_TIMEOUT
                """);
    }
}
