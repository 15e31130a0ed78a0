package io.ottla.broker.coordinator.group.classic;

import io.ottla.broker.coordinator.group.GroupCommand.Request;
import io.ottla.broker.coordinator.group.GroupEvent;
import io.ottla.broker.coordinator.group.classic.ClassicTimer.PendingSync;
import io.ottla.broker.coordinator.runtime.Decision;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.ApiMessage;
import io.ottla.wire.message.SyncGroupRequest;
import io.ottla.wire.message.SyncGroupRequest.SyncGroupRequestAssignment;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * SyncGroup, versions 0–5: the leader's brings everyone's assignment and makes the group stable; followers' wait for it.
 *
 * <p>The reference makes a group stable when the assignment is committed, here it is when it is appended: replies are held
 * back until then by the runtime, so that nobody can tell.
 */
public final class SyncGroup {
    private static final int PROTOCOL_REQUIRED_FROM = 5;

    /** An error for which the group need not be looked at, whatever its type. */
    public Optional<ErrorCode> refusal(Request<SyncGroupRequest> request) {
        SyncGroupRequest message = request.message();
        if (request.caller().apiVersion() >= PROTOCOL_REQUIRED_FROM
                && (message.protocolType() == null || message.protocolName() == null)) {
            return Optional.of(ErrorCode.INCONSISTENT_GROUP_PROTOCOL);
        }
        return message.groupId().isEmpty() ? Optional.of(ErrorCode.INVALID_GROUP_ID) : Optional.empty();
    }

    public Decision<GroupEvent, ApiMessage> decide(
            ClassicGroups groups, Request<SyncGroupRequest> request, long nowMs) {
        Optional<ErrorCode> refusal = refusal(request);
        if (refusal.isPresent()) {
            return Decision.reply(SyncAnswers.error(refusal.get()));
        }
        Optional<ClassicGroup> group = groups.find(request.message().groupId());
        if (group.isEmpty()) {
            return Decision.reply(SyncAnswers.error(ErrorCode.UNKNOWN_MEMBER_ID));
        }
        return decide(GroupDraft.of(group.get(), nowMs), request.message());
    }

    private static Decision<GroupEvent, ApiMessage> decide(GroupDraft draft, SyncGroupRequest request) {
        ClassicGroup group = draft.group();
        Optional<ErrorCode> refusal = refusal(group, request);
        if (refusal.isPresent()) {
            return draft.reply(SyncAnswers.error(refusal.get()));
        }
        return switch (group.state()) {
            case PREPARING_REBALANCE -> draft.reply(SyncAnswers.error(ErrorCode.REBALANCE_IN_PROGRESS));
            case COMPLETING_REBALANCE ->
                group.isLeader(request.memberId()) ? assign(draft, request) : waitForLeader(draft, request.memberId());
            case STABLE -> tellAssignment(draft, request.memberId());
            case EMPTY, DEAD -> draft.reply(SyncAnswers.error(ErrorCode.UNKNOWN_MEMBER_ID));
        };
    }

    private static Optional<ErrorCode> refusal(ClassicGroup group, SyncGroupRequest request) {
        Optional<ErrorCode> notAMember = MemberCheck.refusal(group, request.memberId(), request.groupInstanceId());
        if (notAMember.isPresent()) {
            return notAMember;
        }
        if (request.generationId() != group.generation().id()) {
            return Optional.of(ErrorCode.ILLEGAL_GENERATION);
        }
        boolean differs = differs(request.protocolType(), group.generation().protocolType())
                || differs(request.protocolName(), group.generation().protocolName());
        return differs ? Optional.of(ErrorCode.INCONSISTENT_GROUP_PROTOCOL) : Optional.empty();
    }

    private static boolean differs(String asked, Optional<String> actual) {
        return asked != null && actual.isPresent() && !actual.get().equals(asked);
    }

    private static Decision<GroupEvent, ApiMessage> assign(GroupDraft draft, SyncGroupRequest request) {
        synced(draft, new ClassicEvent.SyncReceived(draft.groupId(), request.memberId()));
        Roster asSynced = draft.group().roster();
        Map<String, ByteBuffer> assignments = new HashMap<>();
        for (SyncGroupRequestAssignment assignment : request.assignments()) {
            assignments.put(assignment.memberId(), Bytes.copyOf(assignment.assignment()));
        }
        draft.happened(GroupRecords.assigned(draft.group(), assignments, draft.nowMs()));
        for (ClassicMember waiting : asSynced.members()) {
            ClassicMember member = draft.group().member(waiting.memberId());
            if (waiting.awaitsSync()) {
                draft.wakeSync(member.memberId(), SyncAnswers.assigned(draft.group(), member));
                draft.expectHeartbeatOf(member);
            }
        }
        ClassicMember leader = draft.group().member(request.memberId());
        draft.expectHeartbeatOf(leader);
        return draft.reply(SyncAnswers.assigned(draft.group(), leader));
    }

    private static Decision<GroupEvent, ApiMessage> waitForLeader(GroupDraft draft, String memberId) {
        synced(draft, new ClassicEvent.SyncParked(draft.groupId(), memberId));
        return draft.park(WaiterKeys.sync(draft.groupId(), memberId));
    }

    private static Decision<GroupEvent, ApiMessage> tellAssignment(GroupDraft draft, String memberId) {
        if (draft.group().joining().pendingSync().contains(memberId)) {
            synced(draft, new ClassicEvent.SyncReceived(draft.groupId(), memberId));
        }
        return draft.reply(SyncAnswers.assigned(draft.group(), draft.group().member(memberId)));
    }

    private static void synced(GroupDraft draft, ClassicEvent event) {
        draft.happened(event);
        if (draft.group().allSynced()) {
            draft.cancel(new PendingSync(draft.groupId()));
        }
    }
}
