package io.ottla.broker.coordinator.group.consumer;

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
 * Decides on LeaveGroup, versions 0 to 5, for consumer groups: members of either protocol may be taken out, static ones by
 * their instance id alone.
 */
final class ClassicLeaves {
    /** Before this version a request is about one member, and so is the response. */
    private static final int SEVERAL_VERSION = 3;

    private final MemberRemovals removals;

    ClassicLeaves(MemberRemovals removals) {
        this.removals = removals;
    }

    Decision<GroupEvent, ApiMessage> decide(ConsumerGroup group, LeaveGroupRequest request, int version, long nowMs) {
        List<MemberIdentity> identities = version < SEVERAL_VERSION
                ? List.of(new MemberIdentity().memberId(request.memberId()))
                : request.members();
        List<ConsumerMember> leaving = new ArrayList<>();
        List<MemberResponse> answers = new ArrayList<>();
        for (MemberIdentity identity : identities) {
            ErrorCode error = leave(group, identity, leaving);
            answers.add(new MemberResponse()
                    .memberId(identity.memberId())
                    .groupInstanceId(identity.groupInstanceId())
                    .errorCode(error.code()));
        }
        Draft draft = new Draft();
        removals.remove(group, leaving, draft, nowMs);
        return draft.reply(
                version < SEVERAL_VERSION
                        ? new LeaveGroupResponse().errorCode(answers.getFirst().errorCode())
                        : new LeaveGroupResponse().members(answers));
    }

    private static ErrorCode leave(ConsumerGroup group, MemberIdentity identity, List<ConsumerMember> leaving) {
        boolean isStatic = identity.groupInstanceId() != null;
        Optional<ConsumerMember> found =
                isStatic ? group.staticMember(identity.groupInstanceId()) : group.member(identity.memberId());
        if (found.isEmpty()) {
            return ErrorCode.UNKNOWN_MEMBER_ID;
        }
        boolean isNamed = !isStatic || !identity.memberId().isEmpty();
        if (isNamed && !found.get().memberId().equals(identity.memberId())) {
            return ErrorCode.FENCED_INSTANCE_ID;
        }
        if (!leaving.contains(found.get())) {
            leaving.add(found.get());
        }
        return ErrorCode.NONE;
    }
}
