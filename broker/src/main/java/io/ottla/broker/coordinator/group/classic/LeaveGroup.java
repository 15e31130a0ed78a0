package io.ottla.broker.coordinator.group.classic;

import io.ottla.broker.coordinator.group.GroupCommand.Request;
import io.ottla.broker.coordinator.group.GroupEvent;
import io.ottla.broker.coordinator.runtime.Decision;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.ApiMessage;
import io.ottla.wire.message.LeaveGroupRequest;
import io.ottla.wire.message.LeaveGroupRequest.MemberIdentity;
import io.ottla.wire.message.LeaveGroupResponse;
import io.ottla.wire.message.LeaveGroupResponse.MemberResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * LeaveGroup, versions 0–5: one member, and from version 3 on several at a time, which operators use to take out static
 * members by their instance id.
 */
public final class LeaveGroup {
    private static final int SEVERAL_FROM = 3;

    private final Rebalance rebalance;

    public LeaveGroup(ClassicSettings settings) {
        this.rebalance = new Rebalance(settings);
    }

    public Decision<GroupEvent, ApiMessage> decide(
            ClassicGroups groups, Request<LeaveGroupRequest> request, long nowMs) {
        LeaveGroupRequest message = request.message();
        int version = request.caller().apiVersion();
        if (message.groupId().isEmpty()) {
            return Decision.reply(new LeaveGroupResponse().errorCode(ErrorCode.INVALID_GROUP_ID.code()));
        }
        List<MemberIdentity> leaving = leaving(message, version);
        Optional<ClassicGroup> group = groups.find(message.groupId());
        if (group.isEmpty()) {
            List<MemberResponse> unknown = new ArrayList<>();
            leaving.forEach(member -> unknown.add(answer(member, ErrorCode.UNKNOWN_MEMBER_ID)));
            return Decision.reply(shaped(unknown, version));
        }
        GroupDraft draft = GroupDraft.of(group.get(), nowMs);
        List<MemberResponse> answers = new ArrayList<>();
        List<String> left = new ArrayList<>();
        for (MemberIdentity member : leaving) {
            ErrorCode error = leave(draft, member);
            answers.add(answer(member, error));
            if (error == ErrorCode.NONE) {
                left.add(member.memberId());
            }
        }
        if (!left.isEmpty()) {
            afterwards(draft, left);
        }
        return draft.reply(shaped(answers, version));
    }

    /** The members that a request names, in the shape of version 3 and up, whatever its version. */
    public static List<MemberIdentity> leaving(LeaveGroupRequest request, int version) {
        return version >= SEVERAL_FROM ? request.members() : List.of(new MemberIdentity().memberId(request.memberId()));
    }

    /** The response; before version 3 it has one error, for its one member. */
    public static LeaveGroupResponse shaped(List<MemberResponse> answers, int version) {
        return version >= SEVERAL_FROM
                ? new LeaveGroupResponse().members(answers)
                : new LeaveGroupResponse().errorCode(answers.getFirst().errorCode());
    }

    /** What the response says of one member. */
    public static MemberResponse answer(MemberIdentity member, ErrorCode error) {
        return new MemberResponse()
                .memberId(member.memberId())
                .groupInstanceId(member.groupInstanceId())
                .errorCode(error.code());
    }

    private ErrorCode leave(GroupDraft draft, MemberIdentity leaving) {
        ClassicGroup group = draft.group();
        String memberId = leaving.memberId();
        if (memberId.equals(MemberIds.UNKNOWN)) {
            Optional<String> current =
                    Optional.ofNullable(leaving.groupInstanceId()).flatMap(group.roster()::memberIdOf);
            if (current.isEmpty()) {
                return ErrorCode.UNKNOWN_MEMBER_ID;
            }
            memberId = current.get();
        } else if (!group.isPending(memberId)) {
            Optional<ErrorCode> refusal = MemberCheck.refusal(group, memberId, leaving.groupInstanceId());
            if (refusal.isPresent()) {
                return refusal.get();
            }
        }
        String reason = leaving.reason() == null ? "not provided" : leaving.reason();
        draft.cancelHeartbeatOf(memberId);
        rebalance.remove(draft, memberId, "left; client's reason: " + reason);
        return ErrorCode.NONE;
    }

    private void afterwards(GroupDraft draft, List<String> left) {
        switch (draft.group().state()) {
            case STABLE, COMPLETING_REBALANCE -> rebalance.begin(draft, left + " left");
            case PREPARING_REBALANCE -> rebalance.continueJoinPhase(draft);
            case EMPTY, DEAD -> {
                // An id that was handed out has been given back; nobody else is there to care.
            }
        }
    }
}
