package io.ottla.broker.coordinator.group.classic;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.coordinator.group.GroupCommand.Request;
import io.ottla.broker.coordinator.group.GroupEvent;
import io.ottla.broker.coordinator.runtime.Decision;
import io.ottla.broker.coordinator.runtime.Outcome;
import io.ottla.broker.coordinator.runtime.TimerCommand;
import io.ottla.broker.coordinator.runtime.Wake;
import io.ottla.wire.io.ApiMessage;
import io.ottla.wire.io.WireWriter;
import io.ottla.wire.message.LeaveGroupRequest;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Group {@code g} with its clients in virtual time, written down line by line. What goes on in it is what the runtime would
 * do: apply the events, answer, park, wake, keep timers.
 */
final class ClassicScene {
    private long ids;
    private final LoggedGroups groups = new LoggedGroups();
    private final Map<TimerCommand.Key, Long> timers = new LinkedHashMap<>();
    private final Map<String, Parked> parked = new LinkedHashMap<>();
    private final SceneText text = new SceneText();
    private final MemberIds memberIds = new MemberIds(() -> new UUID(0, ++ids));
    private final JoinGroup joinGroup;
    private final SyncGroup syncGroup = new SyncGroup();
    private final LeaveGroup leaveGroup;
    private final ClassicTimeouts timeouts;
    private long nowMs;

    private record Parked(TestMember member, int version) {}

    ClassicScene(ClassicSettings settings) {
        joinGroup = new JoinGroup(settings, memberIds);
        leaveGroup = new LeaveGroup(settings);
        timeouts = new ClassicTimeouts(settings);
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
        return groups.live();
    }

    Optional<ClassicGroup> find() {
        return groups.live().find(TestMember.GROUP);
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
        String actual = transcript();
        if (!actual.equals(expected) && System.getenv("FILL") != null) {
            StackTraceElement at = StackWalker.getInstance().walk(frames -> frames.skip(1).findFirst().orElseThrow()).toStackTraceElement();
            try {
                java.nio.file.Files.writeString(java.nio.file.Path.of("/tmp/classic-actual"), "@@ " + at.getFileName() + ":" + at.getLineNumber() + "\n" + actual, java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.APPEND);
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
            return;
        }
        assertThat(actual).isEqualTo(expected);
    }

    void join(TestMember member) {
        asked(member, "join", member.joinVersion, joinGroup.decide(groups.live(), member.join(), nowMs));
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
        asked(member, "sync", 5, syncGroup.decide(groups.live(), member.sync(text.byMemberId(assignments)), nowMs));
    }

    void heartbeat(TestMember member) {
        asked(member, "heartbeat", 4, new Heartbeat().decide(groups.live(), member.heartbeat(), nowMs));
    }

    void leave(TestMember member) {
        asked(member, "leave", 5, leaveGroup.decide(groups.live(), member.leave(), nowMs));
    }

    void leave(TestMember member, int version, LeaveGroupRequest request) {
        asked(
                member,
                "leave",
                version,
                leaveGroup.decide(groups.live(), new Request<>(member.caller(version), request), nowMs));
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
            Optional<Map.Entry<TimerCommand.Key, Long>> next = timers.entrySet().stream()
                    .filter(timer -> timer.getValue() <= untilMs)
                    .min(Map.Entry.comparingByValue());
            if (next.isEmpty()) {
                break;
            }
            TimerCommand.Key key = next.get().getKey();
            nowMs = Math.max(nowMs, next.get().getValue());
            timers.remove(key);
            carryOut(timeouts.due(groups.live(), (ClassicTimer) key, nowMs));
        }
        nowMs = untilMs;
    }

    /** The coordinator moves; whoever waited is sent away, unheard here. */
    void moveCoordinator() {
        timers.clear();
        parked.clear();
        groups.move();
        carryOut(timeouts.loaded(groups.live(), nowMs));
    }

    List<TimerCommand.Key> timersSet() {
        return List.copyOf(timers.keySet());
    }

    private void asked(TestMember member, String what, int version, Decision<GroupEvent, ApiMessage> decision) {
        text.line(nowMs, member.name + ' ' + what + decision(member, version, decision));
        carryOut(decision);
    }

    private String decision(TestMember member, int version, Decision<GroupEvent, ApiMessage> decision) {
        return switch (decision.outcome()) {
            case Outcome.Reply<ApiMessage> reply -> " -> " + answered(member, version, reply.response());
            case Outcome.Reject<ApiMessage> reject -> " -> rejected " + reject.error();
            case Outcome.Park<ApiMessage> park -> {
                parked.put(park.waiterKey(), new Parked(member, version));
                yield " waits";
            }
            case Outcome.Nothing<ApiMessage> ignored -> "";
        };
    }

    private String answered(TestMember member, int version, ApiMessage response) {
        ByteBuffer bytes = ByteBuffer.allocate(response.size(version));
        response.write(new WireWriter(bytes), version);
        member.learn(response);
        return text.of(response);
    }

    private void carryOut(Decision<GroupEvent, ApiMessage> decision) {
        for (GroupEvent event : decision.events()) {
            apply(event);
        }
        groups.checkInvariants();
        for (TimerCommand command : decision.timers()) {
            switch (command) {
                case TimerCommand.Set set -> timers.put(set.key(), set.deadlineMs());
                case TimerCommand.Cancel cancel -> timers.remove(cancel.key());
            }
        }
        for (Wake<ApiMessage> wake : decision.wakes()) {
            Parked waiter = parked.remove(wake.waiterKey());
            if (waiter != null) {
                text.line(
                        nowMs,
                        waiter.member().name + " <- " + answered(waiter.member(), waiter.version(), wake.response()));
            }
        }
    }

    private void apply(GroupEvent event) {
        groups.apply(event);
        if (event instanceof GroupEvent.Stored stored) {
            text.line(nowMs, "log: " + text.of(stored.stored()));
        }
    }
}
