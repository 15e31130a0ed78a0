package io.ottla.broker.coordinator.group.classic;

import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code group.max.size}: members that are there come before those that want to be. */
class GroupSizeTest {
    private final ClassicScene scene = new ClassicScene(ClassicScene.settings(2, 0));
    private final TestMember a = new TestMember("a");
    private final TestMember b = new TestMember("b");
    private final TestMember c = new TestMember("c");

    @Test
    void aFullGroupTakesNobodyElse() {
        scene.settle(a, b);
        scene.join(c);
        scene.join(a);
        scene.join(b);
        scene.expect("""
                0 c join -> GROUP_MAX_SIZE_REACHED
                0 a join waits
                0 b join -> b#2 generation 2 range led by a#1
                0 a <- a#1 generation 2 range led by a#1, members a#1 b#2
                """);
    }

    @Test
    void anIdThatWasGivenIsNoPlace() {
        scene.settle(a);
        scene.join(b);
        scene.join(c);
        scene.join(b);
        scene.join(a);
        scene.join(c);
        scene.expect("""
                0 b join -> MEMBER_ID_REQUIRED b#2
                0 c join -> MEMBER_ID_REQUIRED c#3
                0 b join waits
                0 a join waits
                0 c join -> GROUP_MAX_SIZE_REACHED
                """);
    }

    @Test
    void placesAreCountedAnewInARebalance() {
        scene.settle(a);
        scene.joinFully(b);
        scene.joinFully(c);
        scene.join(b);
        scene.join(a);
        scene.expect("""
                0 b join -> MEMBER_ID_REQUIRED b#2
                0 b join waits
                0 c join -> MEMBER_ID_REQUIRED c#3
                0 c join waits
                0 b join waits
                0 a join -> GROUP_MAX_SIZE_REACHED
                """);
    }

    @Test
    void aGroupThatIsTooLargeLosesWhoJoinsLast() {
        ClassicScene large = ClassicScene.quick();
        large.settle(a, b, c);
        large.moveCoordinator(ClassicScene.settings(2, 0));
        large.heartbeat(a);
        for (TestMember member : List.of(c, a, b)) {
            large.join(member);
        }
        large.advance(60_000);
        large.expect("""
                0 a heartbeat -> REBALANCE_IN_PROGRESS
                0 c join waits
                0 a join waits
                0 b join -> GROUP_MAX_SIZE_REACHED
                60000 a <- a#1 generation 2 range led by a#1, members a#1 c#3
                60000 c <- c#3 generation 2 range led by a#1
                """);
    }
}
