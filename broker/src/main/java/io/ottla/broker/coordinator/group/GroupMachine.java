package io.ottla.broker.coordinator.group;

import io.ottla.broker.coordinator.runtime.CoordinatorMachine;
import io.ottla.broker.coordinator.runtime.Decision;
import io.ottla.broker.coordinator.runtime.TimerCommand;
import io.ottla.broker.coordinator.runtime.Wake;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.ApiMessage;
import io.ottla.wire.message.ConsumerGroupDescribeRequest;
import io.ottla.wire.message.ConsumerGroupHeartbeatRequest;
import io.ottla.wire.message.HeartbeatRequest;
import io.ottla.wire.message.JoinGroupRequest;
import io.ottla.wire.message.LeaveGroupRequest;
import io.ottla.wire.message.SyncGroupRequest;
import java.util.ArrayList;
import java.util.List;

/** All groups of one partition of {@code __consumer_offsets}, of every type, and their offsets. */
public final class GroupMachine implements CoordinatorMachine<GroupCommand, GroupEvent, ApiMessage> {
    private final GroupPart classic;
    private final GroupPart consumer;

    public GroupMachine(GroupPart classic, GroupPart consumer) {
        this.classic = classic;
        this.consumer = consumer;
    }

    @Override
    public Decision<GroupEvent, ApiMessage> decide(GroupCommand command, long nowMs) {
        return switch (command) {
            case GroupCommand.Request<?> request -> decide(request, nowMs);
            case GroupCommand.ClusterChanged change ->
                together(List.of(classic.clusterChanged(change, nowMs), consumer.clusterChanged(change, nowMs)));
            default -> throw new IllegalArgumentException("no groups know what to make of " + command);
        };
    }

    private Decision<GroupEvent, ApiMessage> decide(GroupCommand.Request<?> request, long nowMs) {
        return switch (request.message()) {
            case JoinGroupRequest join -> byType(join.groupId()).decide(request, nowMs);
            case SyncGroupRequest sync -> byType(sync.groupId()).decide(request, nowMs);
            case HeartbeatRequest heartbeat -> byType(heartbeat.groupId()).decide(request, nowMs);
            case LeaveGroupRequest leave -> byType(leave.groupId()).decide(request, nowMs);
            case ConsumerGroupHeartbeatRequest heartbeat -> consumer.decide(request, nowMs);
            case ConsumerGroupDescribeRequest describe -> consumer.decide(request, nowMs);
            default -> Decision.reject(ErrorCode.UNSUPPORTED_VERSION);
        };
    }

    /** Who answers a member that speaks the classic protocol: such members may be in groups of the consumer protocol, too. */
    private GroupPart byType(String groupId) {
        return consumer.has(groupId) ? consumer : classic;
    }

    @Override
    public Decision<GroupEvent, ApiMessage> due(TimerCommand.Key timer, long nowMs) {
        Decision<GroupEvent, ApiMessage> decision = classic.due(timer, nowMs);
        return decision == null ? consumer.due(timer, nowMs) : decision;
    }

    @Override
    public void apply(GroupEvent event) {
        classic.apply(event);
        consumer.apply(event);
    }

    @Override
    public Decision<GroupEvent, ApiMessage> loaded(long nowMs) {
        return together(List.of(classic.loaded(nowMs), consumer.loaded(nowMs)));
    }

    /** What several parts decided on of themselves, as one. */
    private static Decision<GroupEvent, ApiMessage> together(List<Decision<GroupEvent, ApiMessage>> decisions) {
        List<GroupEvent> events = new ArrayList<>();
        List<TimerCommand> timers = new ArrayList<>();
        Decision<GroupEvent, ApiMessage> whole = Decision.nothing();
        List<Wake<ApiMessage>> wakes = new ArrayList<>();
        for (Decision<GroupEvent, ApiMessage> each : decisions) {
            events.addAll(each.events());
            wakes.addAll(each.wakes());
            timers.addAll(each.timers());
        }
        return new Decision<>(events, whole.outcome(), wakes, timers);
    }
}
