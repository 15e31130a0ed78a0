package io.ottla.broker.coordinator.group.consumer;

import io.ottla.broker.coordinator.group.GroupCommand.Caller;
import io.ottla.broker.coordinator.group.GroupCommand.Request;
import io.ottla.broker.coordinator.group.GroupEvent;
import io.ottla.broker.coordinator.runtime.Decision;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.ApiMessage;
import io.ottla.wire.message.ConsumerGroupHeartbeatRequest;
import io.ottla.wire.message.ConsumerGroupHeartbeatResponse;
import io.ottla.wire.message.ConsumerGroupHeartbeatResponse.Assignment;
import io.ottla.wire.message.ConsumerGroupHeartbeatResponse.TopicPartitions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Decides on ConsumerGroupHeartbeat, versions 0 to 1: joining (epoch 0), going on, leaving (-1), and going away for a while as a
 * static member (-2).
 */
final class ConsumerGroupHeartbeats {
    private final ConsumerGroups groups;
    private final Founding founding;
    private final Supplier<String> newMemberIds;
    private final MemberUpdates updates;
    private final MemberRemovals removals;

    ConsumerGroupHeartbeats(
            ConsumerGroups groups,
            Founding founding,
            Supplier<String> newMemberIds,
            MemberUpdates updates,
            MemberRemovals removals) {
        this.groups = groups;
        this.founding = founding;
        this.newMemberIds = newMemberIds;
        this.updates = updates;
        this.removals = removals;
    }

    Decision<GroupEvent, ApiMessage> decide(Request<ConsumerGroupHeartbeatRequest> request, long nowMs) {
        ConsumerGroupHeartbeatRequest message = request.message();
        Optional<Refusal> invalid = HeartbeatRules.check(
                message, request.caller().apiVersion(), groups.settings().assignors());
        if (invalid.isPresent()) {
            return refuse(invalid.get());
        }
        return message.memberEpoch() < 0 ? leave(message, nowMs) : stay(message, request.caller(), nowMs);
    }

    private static Decision<GroupEvent, ApiMessage> refuse(Refusal refusal) {
        return Decision.reply(new ConsumerGroupHeartbeatResponse()
                .errorCode(refusal.error().code())
                .errorMessage(refusal.message()));
    }

    private Decision<GroupEvent, ApiMessage> stay(ConsumerGroupHeartbeatRequest message, Caller caller, long nowMs) {
        Draft draft = new Draft();
        return switch (founding.find(message.groupId(), message.memberEpoch() == 0, draft, nowMs)) {
            case Founding.NotFound none -> refuse(none.refusal());
            case Founding.Found found -> stay(found.group(), message, caller, draft, nowMs);
        };
    }

    private Decision<GroupEvent, ApiMessage> stay(
            ConsumerGroup group, ConsumerGroupHeartbeatRequest message, Caller caller, Draft draft, long nowMs) {
        if (isFull(group, message.memberId())) {
            return refuse(new Refusal(
                    ErrorCode.GROUP_MAX_SIZE_REACHED,
                    "the group has the " + groups.settings().maxSize() + " members it may have"));
        }
        String memberId = message.memberId().isEmpty() ? newMemberIds.get() : message.memberId();
        MemberAdmission admission = MemberAdmission.of(
                group,
                new MemberAdmission.Applicant(
                        memberId,
                        Optional.ofNullable(message.instanceId()),
                        message.memberEpoch(),
                        ReportedPartitions.in(message)));
        return switch (admission) {
            case MemberAdmission.Refused refused -> refuse(refused.refusal());
            case MemberAdmission.Admitted admitted -> update(group, admitted, message, caller, draft, nowMs);
        };
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
            Draft draft,
            long nowMs) {
        ConsumerMember before = admitted.member();
        MemberMetadata metadata = before.metadata().updatedBy(message, caller);
        MemberUpdates.Update update = new MemberUpdates.Update(
                before.with(metadata), admitted, ReportedPartitions.in(message), caller, nowMs);
        return switch (updates.decide(group, update, draft)) {
            case MemberUpdates.Refused refused -> refuse(refused.refusal());
            case MemberUpdates.Updated updated -> {
                boolean isFullRequest = message.rebalanceTimeoutMs() != -1
                        && (message.subscribedTopicNames() != null || message.subscribedTopicRegex() != null)
                        && message.topicPartitions() != null;
                HeldPartitions assigned = updated.member().current().assigned();
                boolean tellsAssignment = message.memberEpoch() == 0
                        || isFullRequest
                        || !assigned.equals(before.current().assigned());
                yield draft.reply(new ConsumerGroupHeartbeatResponse()
                        .memberId(updated.member().memberId())
                        .memberEpoch(updated.member().epoch())
                        .heartbeatIntervalMs(groups.timing(group.groupId()).heartbeatIntervalMs())
                        .assignment(tellsAssignment ? toResponse(assigned) : null));
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

    private Decision<GroupEvent, ApiMessage> leave(ConsumerGroupHeartbeatRequest message, long nowMs) {
        Optional<ConsumerGroup> group = groups.find(message.groupId());
        if (group.isEmpty()) {
            return refuse(Founding.noGroup(message.groupId()).refusal());
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
        if (comesBack) {
            return goAway(group.get(), member.get());
        }
        Draft draft = new Draft();
        removals.remove(group.get(), List.of(member.get()), draft, nowMs);
        return draft.reply(farewell(member.get().memberId(), message.memberEpoch()));
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
        Draft draft = new Draft();
        if (!away.equals(member)) {
            draft.happens(ConsumerRecords.current(group.groupId(), away));
        }
        draft.cancel(new ConsumerGroupTimer.Revocation(group.groupId(), member.memberId()));
        return draft.reply(farewell(member.memberId(), CurrentAssignment.AWAY));
    }

    private static ApiMessage farewell(String memberId, int epoch) {
        return new ConsumerGroupHeartbeatResponse().memberId(memberId).memberEpoch(epoch);
    }

    /** The group's topics need not be looked at again until something makes it necessary. */
    static GroupEvent topicsCompared(String groupId, long nowMs) {
        return new ConsumerGroupEvent.TopicsCompared(groupId, nowMs + Integer.MAX_VALUE);
    }
}
