package io.ottla.broker.coordinator.group.classic;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.coordinator.group.GroupEvent;
import io.ottla.broker.coordinator.group.classic.ClassicMember.Identity;
import io.ottla.broker.coordinator.group.classic.ClassicMember.Timeouts;
import io.ottla.broker.coordinator.runtime.Decision;
import io.ottla.broker.coordinator.runtime.TimerCommand;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.ApiMessage;
import io.ottla.wire.message.JoinGroupResponse;
import io.ottla.wire.message.SyncGroupResponse;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The classic side of a group that changes its protocol. */
class GroupConversionTest {
    private final ClassicScene scene = ClassicScene.quick();
    private final TestMember a = new TestMember("a");
    private final TestMember b = new TestMember("b");
    private final GroupConversion conversion = new GroupConversion(ClassicScene.settings(10, 0));

    @Test
    void whoWaitsInTheClassicGroupJoinsAgain() {
        scene.settle(a);
        scene.joinFully(b);
        Decision<GroupEvent, ApiMessage> decision = conversion.leaveClassic(scene.group(), 0);
        assertThat(decision.wakes()).singleElement().satisfies(wake -> {
            assertThat(wake.waiterKey()).isEqualTo(WaiterKeys.join(TestMember.GROUP, b.memberId));
            assertThat(((JoinGroupResponse) wake.response()).errorCode())
                    .isEqualTo(ErrorCode.REBALANCE_IN_PROGRESS.code());
        });
        assertThat(decision.timers())
                .allMatch(TimerCommand.Cancel.class::isInstance)
                .hasSize(4);
        decision.events().forEach(scene.groups()::apply);
        assertThat(scene.find()).isEmpty();
    }

    @Test
    void whoWaitsForTheAssignmentJoinsAgain() {
        scene.joinFully(a);
        scene.joinFully(b);
        scene.advance(0);
        scene.sync(b, "");
        assertThat(conversion.leaveClassic(scene.group(), 0).wakes())
                .singleElement()
                .satisfies(wake -> assertThat(((SyncGroupResponse) wake.response()).errorCode())
                        .isEqualTo(ErrorCode.REBALANCE_IN_PROGRESS.code()));
    }

    private static ClassicMember member(String id, String... protocols) {
        List<MemberProtocol> known = List.of(protocols).stream()
                .map(name -> new MemberProtocol(name, TestSubscription.of(List.of("t"))))
                .toList();
        return ClassicMember.idle(
                new Identity(id, Optional.empty(), id, "/h"),
                new Timeouts(60_000, 10_000),
                known,
                TestMember.bytes(id));
    }

    @Test
    void aConsumerGroupsMembersGoOnAsTheyAre() {
        List<ClassicMember> members = List.of(member("x", "sticky", "range"), member("y", "range", "sticky"));
        Decision<GroupEvent, ApiMessage> decision = conversion.becomeClassic("g", 17, members, Optional.empty(), 5);
        LoggedGroups groups = new LoggedGroups();
        decision.events().forEach(groups::apply);
        groups.checkInvariants();
        ClassicGroup group = groups.live().find("g").orElseThrow();
        assertThat(group.state()).isEqualTo(ClassicState.STABLE);
        assertThat(group.generation())
                .isEqualTo(new Generation(17, Optional.of("consumer"), Optional.of("range"), Optional.of("x")));
        assertThat(group.member("y").assignment()).isEqualTo(TestMember.bytes("y"));
        assertThat(group.member("y").protocols()).hasSize(2);
        assertThat(group.isSubscribedTo("t")).isTrue();
        assertThat(decision.timers())
                .containsExactly(
                        new TimerCommand.Set(new ClassicTimer.Session("g", "x"), 10_005),
                        new TimerCommand.Set(new ClassicTimer.Session("g", "y"), 10_005));
        assertThat(GroupConversion.protocolFor(members)).isEqualTo("range");
    }

    @Test
    void orAreAskedToJoinAnew() {
        Decision<GroupEvent, ApiMessage> decision =
                conversion.becomeClassic("g", 17, List.of(member("x", "range")), Optional.of("downgrade"), 5);
        LoggedGroups groups = new LoggedGroups();
        decision.events().forEach(groups::apply);
        assertThat(groups.live().find("g").orElseThrow().state()).isEqualTo(ClassicState.PREPARING_REBALANCE);
        assertThat(decision.timers()).contains(new TimerCommand.Set(new ClassicTimer.JoinPhase("g"), 60_005));
    }
}
