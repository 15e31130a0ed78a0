package io.ottla.broker.coordinator.group.classic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** KIP-394: who comes without an id is given one first, so that its retries do not count as members. */
class MemberIdRequiredTest {
    private final ClassicScene scene = ClassicScene.quick();
    private final TestMember a = new TestMember("a");
    private final TestMember b = new TestMember("b");

    @Test
    void fromVersionFourOn() {
        a.joinVersion = 3;
        scene.join(a);
        b.joinVersion = 4;
        scene.join(b);
        scene.join(b);
        scene.advance(0);
        scene.expect("""
                0 a join waits
                0 log: generation 0 - -
                0 b join -> MEMBER_ID_REQUIRED b#2
                0 b join waits
                0 a <- a#1 generation 1 range led by a#1, members a#1 b#2
                0 b <- b#2 generation 1 range led by a#1
                """);
    }

    @Test
    void aStaticMemberNeedsNone() {
        scene.join(TestMember.ofStatic("s"));
        scene.advance(0);
        scene.expect("""
                0 s join waits
                0 log: generation 0 - -
                0 s <- i-s#1 generation 1 range led by i-s#1, members i-s#1
                """);
    }

    @Test
    void theJoinPhaseWaitsForWhoWasGivenAnId() {
        scene.settle(a);
        scene.join(b);
        scene.join(a);
        scene.join(b);
        scene.expect("""
                0 b join -> MEMBER_ID_REQUIRED b#2
                0 a join waits
                0 b join -> b#2 generation 2 range led by a#1
                0 a <- a#1 generation 2 range led by a#1, members a#1 b#2
                """);
    }

    @Test
    void theJoinPhaseGoesOnWithoutOneWhoDoesNotComeBack() {
        scene.settle(a);
        b.sessionMs = 6_000;
        scene.join(b);
        scene.join(a);
        scene.advance(6_000);
        scene.join(b);
        scene.expect("""
                0 b join -> MEMBER_ID_REQUIRED b#2
                0 a join waits
                6000 a <- a#1 generation 2 range led by a#1, members a#1
                6000 b join -> UNKNOWN_MEMBER_ID b#2
                """);
    }

    @Test
    void anIdCanBeGivenBack() {
        scene.join(a);
        scene.leave(a);
        scene.join(a);
        scene.expect("""
                0 a join -> MEMBER_ID_REQUIRED a#1
                0 log: generation 0 - -
                0 a leave -> a#1 left
                0 a join -> UNKNOWN_MEMBER_ID a#1
                """);
        assertThat(scene.timersSet()).isEmpty();
    }

    @Test
    void aStaticMemberDoesNotComeWithAnIdThatWasHandedOut() {
        scene.join(a);
        a.instanceId = "i-a";
        scene.join(a);
        scene.expect("""
                0 a join -> MEMBER_ID_REQUIRED a#1
                0 log: generation 0 - -
                0 a join -> UNKNOWN_SERVER_ERROR
                """);
    }
}
