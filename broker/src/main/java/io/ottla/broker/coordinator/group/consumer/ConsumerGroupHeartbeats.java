package io.ottla.broker.coordinator.group.consumer;

import io.ottla.broker.coordinator.group.GroupCommand.Caller;
import io.ottla.broker.coordinator.group.GroupCommand.Request;
import io.ottla.broker.coordinator.group.GroupEvent;
import io.ottla.broker.coordinator.runtime.Decision;
import io.ottla.broker.coordinator.runtime.Outcome;
import io.ottla.broker.coordinator.runtime.TimerCommand;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.ApiMessage;
import io.ottla.wire.message.ConsumerGroupHeartbeatRequest;
import io.ottla.wire.message.ConsumerGroupHeartbeatResponse;
import io.ottla.wire.message.ConsumerGroupHeartbeatResponse.Assignment;
import io.ottla.wire.message.ConsumerGroupHeartbeatResponse.TopicPartitions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides on ConsumerGroupHeartbeat, versions 0 to 1: joining (epoch 0), going on, leaving (-1), and going away for a while as a
 * static member (-2).
 */
public final class ConsumerGroupHeartbeats {
    private final ConsumerGroups groups;
    private final OtherGroups others;
    private final ConsumerGroupContext context;
    private final MemberUpdates updates;

    public ConsumerGroupHeartbeats(ConsumerGroups groups, OtherGroups others, ConsumerGroupContext context) {
        this.groups = groups;
        this.others = others;
        this.context = context;
        this.updates = new MemberUpdates(groups, new RegexLookups(groups, context.mayDescribe()));
    }

    public Decision<GroupEvent, ApiMessage> decide(Request<ConsumerGroupHeartbeatRequest> request, long nowMs) {
        ConsumerGroupHeartbeatRequest message = request.message();
        Optional<Refusal> invalid = HeartbeatRules.check(
                message, request.caller().apiVersion(), groups.settings().assignors());
        if (invalid.isPresent()) {
            return refuse(invalid.get());
        }
        return message.memberEpoch() < 0 ? leave(message) : stay(message, request.caller(), nowMs);
    }

    private static Decision<GroupEvent, ApiMessage> refuse(Refusal refusal) {
        return Decision.reply(new ConsumerGroupHeartbeatResponse()
                .errorCode(refusal.error().code())
                .errorMessage(refusal.message()));
    }

    private Decision<GroupEvent, ApiMessage> stay(ConsumerGroupHeartbeatRequest message, Caller caller, long nowMs) {
        Optional<ConsumerGroup> known = groups.find(message.groupId());
        List<GroupEvent> events = new ArrayList<>();
        if (known.isEmpty()) {
            Optional<Refusal> refusal = found(message, events);
            if (refusal.isPresent()) {
                return refuse(refusal.get());
            }
        }
        ConsumerGroup group = known.orElseGet(() -> new ConsumerGroup(message.groupId()));
        if (isFull(group, message.memberId())) {
            return refuse(new Refusal(
                    ErrorCode.GROUP_MAX_SIZE_REACHED,
                    "the group has the " + groups.settings().maxSize() + " members it may have"));
        }
        String memberId = message.memberId().isEmpty() ? context.newMemberIds().get() : message.memberId();
        MemberAdmission admission = MemberAdmission.of(
                group,
                new MemberAdmission.Applicant(
                        memberId,
                        Optional.ofNullable(message.instanceId()),
                        message.memberEpoch(),
                        ReportedPartitions.in(message)));
        return switch (admission) {
            case MemberAdmission.Refused refused -> refuse(refused.refusal());
            case MemberAdmission.Admitted admitted -> update(group, admitted, message, caller, events, nowMs);
        };
    }

    /** A heartbeat in a group that is no consumer group: one that joins founds it, if nobody else has its id. */
    private Optional<Refusal> found(ConsumerGroupHeartbeatRequest message, List<GroupEvent> events) {
        return switch (others.holder(message.groupId())) {
            case OtherGroups.Holder.Nobody nobody ->
                message.memberEpoch() == 0 ? Optional.empty() : noGroup(message.groupId());
            case OtherGroups.Holder.EmptyClassic empty -> {
                events.addAll(empty.removal());
                yield message.memberEpoch() == 0 ? Optional.empty() : noGroup(message.groupId());
            }
            case OtherGroups.Holder.Somebody somebody -> noGroup(message.groupId());
        };
    }

    private static Optional<Refusal> noGroup(String groupId) {
        return Optional.of(new Refusal(ErrorCode.GROUP_ID_NOT_FOUND, "there is no consumer group " + groupId));
    }

    private boolean isFull(ConsumerGroup group, String memberId) {
        return group.size() >= groups.settings().maxSize()
                && group.member(memberId).isEmpty();
    }

    private Decision<GroupEvent, ApiMessage> update(
            ConsumerGroup group,
            MemberAdmission.Admitted admitted,
            ConsumerGroupHeartbeatRequest message,
            Caller caller,
            List<GroupEvent> events,
            long nowMs) {
        ConsumerMember before = admitted.member();
        MemberMetadata metadata = before.metadata().updatedBy(message, caller);
        MemberUpdates.Update update = new MemberUpdates.Update(
                before.with(metadata), admitted, ReportedPartitions.in(message), caller, nowMs);
        return switch (updates.decide(group, update)) {
            case MemberUpdates.Refused refused -> refuse(refused.refusal());
            case MemberUpdates.Updated updated -> {
                events.addAll(updated.events());
                boolean isFullRequest = message.rebalanceTimeoutMs() != -1
                        && (message.subscribedTopicNames() != null || message.subscribedTopicRegex() != null)
                        && message.topicPartitions() != null;
                HeldPartitions assigned = updated.member().current().assigned();
                boolean tellsAssignment = message.memberEpoch() == 0
                        || isFullRequest
                        || !assigned.equals(before.current().assigned());
                yield new Decision<>(
                        events,
                        new Outcome.Reply<>(new ConsumerGroupHeartbeatResponse()
                                .memberId(updated.member().memberId())
                                .memberEpoch(updated.member().epoch())
                                .heartbeatIntervalMs(
                                        groups.timing(group.groupId()).heartbeatIntervalMs())
                                .assignment(tellsAssignment ? toResponse(assigned) : null)),
                        List.of(),
                        updated.timers());
            }
        };
    }

    private static Assignment toResponse(HeldPartitions assigned) {
        List<TopicPartitions> topics = new ArrayList<>();
        assigned.epochs()
                .forEach((topic, partitions) -> topics.add(
                        new TopicPartitions().topicId(topic).partitions(new ArrayList<>(partitions.keySet()))));
        return new Assignment().topicPartitions(topics);
    }

    private Decision<GroupEvent, ApiMessage> leave(ConsumerGroupHeartbeatRequest message) {
        Optional<ConsumerGroup> group = groups.find(message.groupId());
        if (group.isEmpty()) {
            return refuse(noGroup(message.groupId()).orElseThrow());
        }
        Optional<ConsumerMember> member = message.instanceId() == null
                ? group.get().member(message.memberId())
                : group.get().staticMember(message.instanceId());
        if (member.isEmpty()) {
            return refuse(new Refusal(ErrorCode.UNKNOWN_MEMBER_ID, "the group has no such member"));
        }
        if (message.instanceId() != null) {
            Optional<Refusal> fenced =
                    MemberAdmission.checkInstance(member.get(), message.memberId(), message.instanceId());
            if (fenced.isPresent()) {
                return refuse(fenced.get());
            }
        }
        boolean comesBack = message.instanceId() != null && message.memberEpoch() == CurrentAssignment.AWAY;
        return comesBack ? goAway(group.get(), member.get()) : leave(group.get(), member.get(), message.memberEpoch());
    }

    private Decision<GroupEvent, ApiMessage> leave(ConsumerGroup group, ConsumerMember member, int epoch) {
        MemberRemoval removal = MemberRemoval.of(groups, group, List.of(member));
        return Decision.<GroupEvent, ApiMessage>reply(removal.events(), farewell(member.memberId(), epoch))
                .withTimers(removal.timers());
    }

    /** Keeps the member's partitions for as long as its session lasts; what it was told to give up, it has given up. */
    private static Decision<GroupEvent, ApiMessage> goAway(ConsumerGroup group, ConsumerMember member) {
        CurrentAssignment held = member.current();
        ConsumerMember away = member.with(new CurrentAssignment(
                held.state(),
                CurrentAssignment.AWAY,
                held.previousMemberEpoch(),
                held.assigned().allSince(0),
                HeldPartitions.NONE));
        ConsumerGroupTimer revocation = new ConsumerGroupTimer.Revocation(group.groupId(), member.memberId());
        return Decision.<GroupEvent, ApiMessage>reply(
                        List.of(ConsumerRecords.current(group.groupId(), away)),
                        farewell(member.memberId(), CurrentAssignment.AWAY))
                .withTimers(List.of(new TimerCommand.Cancel(revocation)));
    }

    private static ApiMessage farewell(String memberId, int epoch) {
        return new ConsumerGroupHeartbeatResponse().memberId(memberId).memberEpoch(epoch);
    }

    /** The group's topics need not be looked at again until something makes it necessary. */
    static GroupEvent topicsCompared(String groupId, long nowMs) {
        return new ConsumerGroupEvent.TopicsCompared(groupId, nowMs + Integer.MAX_VALUE);
    }
}
