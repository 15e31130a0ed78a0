package io.ottla.broker.coordinator.group.classic;

import io.ottla.broker.coordinator.group.GroupEvent;
import io.ottla.broker.coordinator.group.classic.ClassicTimer.Session;
import io.ottla.broker.coordinator.runtime.Decision;
import io.ottla.broker.coordinator.runtime.TimerCommand;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.ApiMessage;
import io.ottla.wire.message.HeartbeatRequest;
import io.ottla.wire.message.HeartbeatResponse;
import java.util.List;
import java.util.Optional;

/** Heartbeat, versions 0–4: moves the member's session timer and nothing else, so that a retry changes nothing. */
public final class Heartbeat {

    public Decision<GroupEvent, ApiMessage> decide(ClassicGroups groups, HeartbeatRequest request, long nowMs) {
        if (request.groupId().isEmpty()) {
            return answer(ErrorCode.INVALID_GROUP_ID);
        }
        Optional<ClassicGroup> found = groups.find(request.groupId());
        if (found.isEmpty()) {
            return answer(ErrorCode.UNKNOWN_MEMBER_ID);
        }
        ClassicGroup group = found.get();
        Optional<ErrorCode> refusal = MemberCheck.refusal(group, request.memberId(), request.groupInstanceId());
        if (refusal.isPresent()) {
            return answer(refusal.get());
        }
        if (request.generationId() != group.generation().id()) {
            return answer(ErrorCode.ILLEGAL_GENERATION);
        }
        ErrorCode error = switch (group.state()) {
            case EMPTY, DEAD -> ErrorCode.UNKNOWN_MEMBER_ID;
            case PREPARING_REBALANCE -> ErrorCode.REBALANCE_IN_PROGRESS;
            // Members send heartbeats as soon as they know of the generation.
            case COMPLETING_REBALANCE, STABLE -> ErrorCode.NONE;
        };
        return answer(error).withTimers(List.of(sessionTimer(group, request.memberId(), nowMs)));
    }

    /** The timer that a sign of life from a member sets. */
    static TimerCommand sessionTimer(ClassicGroup group, String memberId, long nowMs) {
        int sessionMs = group.member(memberId).timeouts().sessionMs();
        return new TimerCommand.Set(new Session(group.groupId(), memberId), nowMs + sessionMs);
    }

    private static Decision<GroupEvent, ApiMessage> answer(ErrorCode error) {
        return Decision.reply(new HeartbeatResponse().errorCode(error.code()));
    }
}
