package io.ottla.broker.coordinator.group.classic;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.coordinator.group.GroupCommand.Request;
import io.ottla.broker.coordinator.group.GroupEvent;
import io.ottla.broker.coordinator.runtime.Decision;
import io.ottla.broker.coordinator.runtime.Outcome;
import io.ottla.broker.coordinator.runtime.TimerCommand;
import io.ottla.wire.io.ApiMessage;
import io.ottla.wire.io.WireWriter;
import io.ottla.wire.message.LeaveGroupRequest;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** Group {@code g} with its clients in virtual time, written down line by line. */
final class ClassicScene {
    private final SceneText text = new SceneText();
    private final FakeRuntime runtime;
    private long ids;
    private long nowMs;

    ClassicScene(ClassicSettings settings) {
        runtime = new FakeRuntime(settings, () -> new UUID(0, ++ids), this::noteRecord);
    }

    private void noteRecord(GroupEvent event) {
        if (event instanceof GroupEvent.Stored stored) {
            text.line(nowMs, "log: " + text.of(stored.stored()));
        }
    }

    /** With no delay before a first rebalance, and room for everybody. */
    static ClassicScene quick() {
        return new ClassicScene(settings(Integer.MAX_VALUE, 0));
    }

    static ClassicSettings settings(int maxSize, int initialRebalanceDelayMs) {
        return new ClassicSettings(maxSize, initialRebalanceDelayMs, 6_000, 1_800_000);
    }

    ClassicGroup group() {
        return find().orElseThrow();
    }

    ClassicGroups groups() {
        return runtime.groups();
    }

    Optional<ClassicGroup> find() {
        return runtime.groups().find(TestMember.GROUP);
    }

    long nowMs() {
        return nowMs;
    }

    /** What was written since this was last asked. */
    String transcript() {
        return text.take();
    }

    /** Compares what was written since this was last asked. */
    void expect(String expected) {
        assertThat(transcript()).isEqualTo(expected);
    }

    void join(TestMember member) {
        asked(member, "join", member.joinVersion, runtime.joinGroup().decide(runtime.groups(), member.join(), nowMs));
    }

    /** Joins as modern clients do: if an id is required, once more with it. */
    void joinFully(TestMember member) {
        boolean isNew = member.memberId.isEmpty() && member.instanceId == null;
        join(member);
        if (isNew && member.joinVersion >= 4) {
            join(member);
        }
    }

    /** @param assignments as in {@code a=x b=y}, by the members' names or ids */
    void sync(TestMember member, String assignments) {
        asked(
                member,
                "sync",
                5,
                new SyncGroup().decide(runtime.groups(), member.sync(text.byMemberId(assignments)), nowMs));
    }

    void heartbeat(TestMember member) {
        asked(member, "heartbeat", 4, new Heartbeat().decide(runtime.groups(), member.heartbeat(), nowMs));
    }

    void leave(TestMember member) {
        asked(member, "leave", 5, runtime.leaveGroup().decide(runtime.groups(), member.leave(), nowMs));
    }

    void leave(TestMember member, int version, LeaveGroupRequest request) {
        asked(
                member,
                "leave",
                version,
                runtime.leaveGroup().decide(runtime.groups(), new Request<>(member.caller(version), request), nowMs));
    }

    /** All join (again) at once, and the leader gives to each its own name. */
    void settle(TestMember... members) {
        for (TestMember member : members) {
            joinFully(member);
        }
        advance(0);
        List<String> assignments = new ArrayList<>();
        for (TestMember member : members) {
            assignments.add(member.memberId + '=' + member.name);
        }
        for (TestMember member : members) {
            sync(member, member.leads ? String.join(" ", assignments) : "");
        }
        transcript();
    }

    void advance(long ms) {
        long untilMs = nowMs + ms;
        while (true) {
            OptionalLong next = runtime.nextTimerMs();
            if (next.isEmpty() || next.getAsLong() > untilMs) {
                break;
            }
            nowMs = Math.max(nowMs, next.getAsLong());
            runtime.fireOne(nowMs);
        }
        nowMs = untilMs;
    }

    /** The coordinator moves; whoever waited is sent away, unheard here. */
    void moveCoordinator() {
        moveCoordinator(runtime.settings());
    }

    void moveCoordinator(ClassicSettings newSettings) {
        runtime.move(newSettings, nowMs);
    }

    List<TimerCommand.Key> timersSet() {
        return runtime.timersSet();
    }

    private void asked(TestMember member, String what, int version, Decision<GroupEvent, ApiMessage> decision) {
        boolean waits = decision.outcome() instanceof Outcome.Park<ApiMessage>;
        if (waits) {
            text.line(nowMs, member.name + ' ' + what + " waits");
        }
        String arrow = waits ? " <- " : ' ' + what + " -> ";
        runtime.carryOut(
                decision, response -> text.line(nowMs, member.name + arrow + answered(member, version, response)));
    }

    private String answered(TestMember member, int version, ApiMessage response) {
        ByteBuffer bytes = ByteBuffer.allocate(response.size(version));
        response.write(new WireWriter(bytes), version);
        member.learn(response);
        return text.of(response);
    }
}
