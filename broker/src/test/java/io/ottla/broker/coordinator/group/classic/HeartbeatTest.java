package io.ottla.broker.coordinator.group.classic;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.coordinator.group.GroupEvent;
import io.ottla.broker.coordinator.runtime.Decision;
import io.ottla.broker.coordinator.runtime.TimerCommand;
import io.ottla.wire.io.ApiMessage;
import io.ottla.wire.message.HeartbeatRequest;
import org.junit.jupiter.api.Test;

/** What a heartbeat is told, and that it does nothing but keep the session. */
class HeartbeatTest {
    private final ClassicScene scene = ClassicScene.quick();
    private final TestMember a = new TestMember("a");
    private final TestMember b = new TestMember("b");

    @Test
    void isFineInAStableGroupAndBeforeTheAssignment() {
        scene.joinFully(a);
        scene.advance(0);
        scene.heartbeat(a);
        scene.sync(a, "a#1=x");
        scene.heartbeat(a);
        scene.expect("""
                0 a join -> MEMBER_ID_REQUIRED a#1
                0 log: generation 0 - -
                0 a join waits
                0 a <- a#1 generation 1 range led by a#1, members a#1
                0 a heartbeat -> fine
                0 a sync -> assigned 'x' by range
                0 log: generation 1 consumer range led by a#1 a#1='x'
                0 a heartbeat -> fine
                """);
    }

    @Test
    void tellsOfARebalance() {
        scene.settle(a);
        scene.joinFully(b);
        scene.transcript();
        scene.heartbeat(a);
        scene.heartbeat(a);
        scene.expect("""
                0 a heartbeat -> REBALANCE_IN_PROGRESS
                0 a heartbeat -> REBALANCE_IN_PROGRESS
                """);
    }

    @Test
    void mustBeOfTheCurrentGenerationAndAMember() {
        scene.settle(a);
        a.generationId = 7;
        scene.heartbeat(a);
        a.memberId = "made-up";
        scene.heartbeat(a);
        a.instanceId = "i-a";
        scene.heartbeat(a);
        ClassicScene empty = ClassicScene.quick();
        empty.heartbeat(a);
        scene.expect("""
                0 a heartbeat -> ILLEGAL_GENERATION
                0 a heartbeat -> UNKNOWN_MEMBER_ID
                0 a heartbeat -> UNKNOWN_MEMBER_ID
                """);
        empty.expect("""
                0 a heartbeat -> UNKNOWN_MEMBER_ID
                """);
    }

    @Test
    void movesTheSessionAndNothingElse() {
        scene.settle(a);
        Decision<GroupEvent, ApiMessage> decision =
                new Heartbeat().decide(scene.groups(), a.heartbeat(), scene.nowMs() + 5);
        assertThat(decision.events()).isEmpty();
        assertThat(decision.wakes()).isEmpty();
        assertThat(decision.timers())
                .containsExactly(new TimerCommand.Set(
                        new ClassicTimer.Session(TestMember.GROUP, a.memberId), scene.nowMs() + 5 + a.sessionMs));
    }

    @Test
    void needsAGroupId() {
        Decision<GroupEvent, ApiMessage> decision =
                new Heartbeat().decide(scene.groups(), new HeartbeatRequest().groupId(""), 0);
        assertThat(decision.outcome().toString()).contains("errorCode=24");
    }
}
