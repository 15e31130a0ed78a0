package io.ottla.broker.coordinator.group.classic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a generation gets its assignment. */
class SyncTest {
    private final ClassicScene scene = ClassicScene.quick();
    private final TestMember a = new TestMember("a");
    private final TestMember b = new TestMember("b");

    @BeforeEach
    void bothKnowTheGeneration() {
        scene.joinFully(a);
        scene.joinFully(b);
        scene.advance(0);
        scene.transcript();
    }

    @Test
    void followersWaitForTheLeader() {
        scene.sync(b, "");
        scene.sync(a, "a#1=x b#2=y");
        scene.expect("""
                0 b sync waits
                0 a sync -> assigned 'x' by range
                0 log: generation 1 consumer range led by a#1 a#1='x' b#2='y'
                0 b <- assigned 'y' by range
                """);
        assertThat(scene.group().state()).isEqualTo(ClassicState.STABLE);
    }

    @Test
    void followersThatComeLaterAreToldAtOnceAndAgain() {
        scene.sync(a, "a#1=x b#2=y");
        scene.sync(b, "");
        scene.sync(b, "");
        scene.sync(a, "a#1=other");
        scene.expect("""
                0 a sync -> assigned 'x' by range
                0 log: generation 1 consumer range led by a#1 a#1='x' b#2='y'
                0 b sync -> assigned 'y' by range
                0 b sync -> assigned 'y' by range
                0 a sync -> assigned 'x' by range
                """);
        assertThat(scene.timersSet()).noneMatch(ClassicTimer.PendingSync.class::isInstance);
    }

    @Test
    void whoTheLeaderForgotHasNothingAndStrangersAreNoMatter() {
        scene.sync(b, "");
        scene.sync(a, "a#1=x stranger=z");
        scene.expect("""
                0 b sync waits
                0 a sync -> assigned 'x' by range
                0 log: generation 1 consumer range led by a#1 a#1='x' b#2=''
                0 b <- assigned '' by range
                """);
    }

    @Test
    void aRebalanceComesFirst() {
        TestMember c = new TestMember("c");
        scene.joinFully(c);
        scene.transcript();
        scene.sync(a, "a#1=x");
        scene.expect("""
                0 a sync -> REBALANCE_IN_PROGRESS
                """);
    }

    @Test
    void onlyTheCurrentGenerationIsAssigned() {
        a.generationId = 0;
        scene.sync(a, "a#1=x");
        a.generationId = 2;
        scene.sync(a, "a#1=x");
        scene.expect("""
                0 a sync -> ILLEGAL_GENERATION
                0 a sync -> ILLEGAL_GENERATION
                """);
    }

    @Test
    void theProtocolMustBeTheOneThatWasChosen() {
        b.protocolName = "roundrobin";
        scene.sync(b, "");
        b.protocolName = "range";
        b.protocolType = "connect";
        scene.sync(b, "");
        b.protocolType = null;
        scene.sync(b, "");
        scene.expect("""
                0 b sync -> INCONSISTENT_GROUP_PROTOCOL
                0 b sync -> INCONSISTENT_GROUP_PROTOCOL
                0 b sync -> INCONSISTENT_GROUP_PROTOCOL
                """);
    }

    @Test
    void onlyMembersSync() {
        b.memberId = "made-up";
        scene.sync(b, "");
        b.memberId = "";
        b.instanceId = "i";
        scene.sync(b, "");
        scene.expect("""
                0 b sync -> UNKNOWN_MEMBER_ID
                0 b sync -> UNKNOWN_MEMBER_ID
                """);
    }

    @Test
    void aGroupThatIsNotThereHasNoMembers() {
        ClassicScene empty = ClassicScene.quick();
        empty.sync(a, "");
        empty.expect("""
                0 a sync -> UNKNOWN_MEMBER_ID
                """);
    }
}
