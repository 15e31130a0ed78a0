package io.ottla.broker.coordinator.group.classic;

import io.ottla.broker.coordinator.group.GroupEvent;
import io.ottla.broker.coordinator.runtime.Decision;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.ApiMessage;
import java.util.Optional;

/**
 * JoinGroup by somebody who has a member id: one that was handed out and is used for the first time, a member that was told
 * to join again or has news, or a retry.
 */
final class JoinKnownMember {
    private final Rebalance rebalance;

    JoinKnownMember(Rebalance rebalance) {
        this.rebalance = rebalance;
    }

    Decision<GroupEvent, ApiMessage> decide(GroupDraft draft, Joining joining) {
        ClassicGroup group = draft.group();
        String memberId = joining.memberId();
        if (group.isPending(memberId)) {
            if (joining.instanceId() != null) {
                // Ids are handed out to dynamic members alone, so this is no client that the protocol knows of.
                return draft.reply(JoinAnswers.error(ErrorCode.UNKNOWN_SERVER_ERROR, MemberIds.UNKNOWN));
            }
            return JoinNewMember.add(draft, joining, memberId, rebalance);
        }
        Optional<ErrorCode> refusal = MemberCheck.refusal(group, memberId, joining.instanceId());
        if (refusal.isPresent()) {
            return draft.reply(JoinAnswers.refused(refusal.get(), memberId, joining.version()));
        }
        boolean hasNews =
                !group.member(memberId).protocols().equals(joining.terms().protocols());
        return switch (group.state()) {
            case PREPARING_REBALANCE -> joinAgain(draft, joining, "joins the rebalance");
            case COMPLETING_REBALANCE -> hasNews ? joinAgain(draft, joining, "has news") : tellAgain(draft, joining);
            case STABLE -> {
                if (group.isLeader(memberId)) {
                    // The leader may have seen what no member says of itself, such as a topic's new partitions.
                    yield joinAgain(draft, joining, "leads and asks for a rebalance");
                }
                yield hasNews ? joinAgain(draft, joining, "has news") : tellAgain(draft, joining);
            }
            case EMPTY, DEAD -> draft.reply(JoinAnswers.error(ErrorCode.UNKNOWN_MEMBER_ID, memberId));
        };
    }

    private Decision<GroupEvent, ApiMessage> joinAgain(GroupDraft draft, Joining joining, String what) {
        String memberId = joining.memberId();
        draft.happened(new ClassicEvent.MemberRejoined(draft.groupId(), memberId, joining.terms(), joining.version()));
        rebalance.beginOrContinue(draft, "member " + memberId + ' ' + what + "; client's reason: " + joining.reason());
        return draft.park(WaiterKeys.join(draft.groupId(), memberId));
    }

    /** For one that may not have had the answer: nothing changes. */
    private static Decision<GroupEvent, ApiMessage> tellAgain(GroupDraft draft, Joining joining) {
        return draft.reply(JoinAnswers.current(draft.group(), joining.memberId()));
    }
}
