package io.ottla.broker.coordinator.group.classic;

import io.ottla.broker.coordinator.group.GroupEvent;
import io.ottla.broker.coordinator.group.classic.ClassicTimer.Session;
import io.ottla.broker.coordinator.runtime.Decision;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.ApiMessage;
import java.util.Optional;

/** JoinGroup by somebody who has no member id. */
final class JoinNewMember {
    private final MemberIds memberIds;
    private final Rebalance rebalance;
    private final JoinStaticMember returning;

    JoinNewMember(MemberIds memberIds, Rebalance rebalance) {
        this.memberIds = memberIds;
        this.rebalance = rebalance;
        this.returning = new JoinStaticMember(rebalance);
    }

    Decision<GroupEvent, ApiMessage> decide(GroupDraft draft, Joining joining) {
        Optional<String> instanceId = Optional.ofNullable(joining.instanceId());
        String newMemberId = memberIds.next(joining.caller().clientId(), instanceId);
        Optional<String> oldMemberId = instanceId.flatMap(draft.group().roster()::memberIdOf);
        if (oldMemberId.isPresent()) {
            return returning.decide(draft, joining, oldMemberId.get(), newMemberId);
        }
        if (instanceId.isEmpty() && joining.mustKnowId()) {
            return handOutId(draft, joining, newMemberId);
        }
        return add(draft, joining, newMemberId, rebalance);
    }

    private static Decision<GroupEvent, ApiMessage> handOutId(GroupDraft draft, Joining joining, String newMemberId) {
        draft.happened(new ClassicEvent.MemberIdHandedOut(draft.groupId(), newMemberId));
        draft.expectWithin(
                new Session(draft.groupId(), newMemberId),
                joining.terms().timeouts().sessionMs());
        return draft.reply(JoinAnswers.error(ErrorCode.MEMBER_ID_REQUIRED, newMemberId));
    }

    static Decision<GroupEvent, ApiMessage> add(
            GroupDraft draft, Joining joining, String newMemberId, Rebalance rebalance) {
        draft.happened(new ClassicEvent.MemberJoined(
                draft.groupId(), joining.protocolType(), joining.asNewMember(newMemberId)));
        draft.expectWithin(new Session(draft.groupId(), newMemberId), ClassicSettings.NEW_MEMBER_JOIN_TIMEOUT_MS);
        rebalance.beginOrContinue(draft, "new member " + newMemberId + "; client's reason: " + joining.reason());
        return draft.park(WaiterKeys.join(draft.groupId(), newMemberId));
    }
}
