package io.ottla.broker.coordinator.group.classic;

import io.ottla.broker.coordinator.group.GroupEvent;
import io.ottla.broker.coordinator.runtime.Decision;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.ApiMessage;
import io.ottla.wire.message.JoinGroupResponse;

/**
 * JoinGroup by a static member that was restarted and so lost its member id (KIP-345). It takes its own place under a new
 * id; whoever still uses the old one is fenced. When the group is stable and its protocol stays, nobody else notices.
 */
final class JoinStaticMember {
    private final Rebalance rebalance;

    JoinStaticMember(Rebalance rebalance) {
        this.rebalance = rebalance;
    }

    Decision<GroupEvent, ApiMessage> decide(GroupDraft draft, Joining joining, String oldMemberId, String newMemberId) {
        ClassicGroup before = draft.group();
        fence(draft, before.member(oldMemberId));
        draft.happened(new ClassicEvent.StaticMemberReplaced(draft.groupId(), oldMemberId, newMemberId));
        draft.cancelHeartbeatOf(oldMemberId);
        draft.expectHeartbeatOf(draft.group().member(newMemberId));
        if (before.is(ClassicState.STABLE)) {
            return returnToStable(draft, joining, before, newMemberId);
        }
        joinAgain(draft, joining, newMemberId);
        if (before.is(ClassicState.COMPLETING_REBALANCE)) {
            // The leader may have been told of the old id already, and what it assigns to that would reach nobody.
            rebalance.begin(draft, reason(joining, newMemberId));
        } else {
            rebalance.continueJoinPhase(draft);
        }
        return draft.park(WaiterKeys.join(draft.groupId(), newMemberId));
    }

    private static void fence(GroupDraft draft, ClassicMember old) {
        old.progress()
                .joinParkedVersion()
                .ifPresent(version -> draft.wakeJoin(
                        old.memberId(), JoinAnswers.refused(ErrorCode.FENCED_INSTANCE_ID, old.memberId(), version)));
        if (old.awaitsSync()) {
            draft.wakeSync(old.memberId(), SyncAnswers.error(ErrorCode.FENCED_INSTANCE_ID));
        }
    }

    private Decision<GroupEvent, ApiMessage> returnToStable(
            GroupDraft draft, Joining joining, ClassicGroup before, String newMemberId) {
        draft.happened(new ClassicEvent.TermsChanged(draft.groupId(), newMemberId, joining.terms()));
        String selected = ProtocolSelection.select(draft.group().roster());
        if (!selected.equals(before.generation().protocolName().orElseThrow())) {
            joinAgain(draft, joining, newMemberId);
            rebalance.begin(draft, reason(joining, newMemberId));
            return draft.park(WaiterKeys.join(draft.groupId(), newMemberId));
        }
        draft.happened(GroupRecords.unchanged(draft.group()));
        return draft.reply(welcomeBack(draft.group(), joining, before, newMemberId));
    }

    /**
     * A leader that came back must not assign again, for nobody waits for it. It is told so from version 9 on (KIP-814).
     * Before that, it is told of the leader by the old id, so that it does not take itself for one.
     */
    private static JoinGroupResponse welcomeBack(
            ClassicGroup group, Joining joining, ClassicGroup before, String newMemberId) {
        if (joining.canSkipAssignment()) {
            return JoinAnswers.current(group, newMemberId).skipAssignment(group.isLeader(newMemberId));
        }
        return JoinAnswers.generation(group, newMemberId)
                .leader(before.generation().leaderId().orElseThrow());
    }

    private static void joinAgain(GroupDraft draft, Joining joining, String newMemberId) {
        draft.happened(
                new ClassicEvent.MemberRejoined(draft.groupId(), newMemberId, joining.terms(), joining.version()));
    }

    private static String reason(Joining joining, String newMemberId) {
        return "static member " + newMemberId + " came back with a change; client's reason: " + joining.reason();
    }
}
