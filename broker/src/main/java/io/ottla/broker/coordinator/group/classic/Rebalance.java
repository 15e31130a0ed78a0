package io.ottla.broker.coordinator.group.classic;

import io.ottla.broker.coordinator.group.classic.ClassicTimer.JoinPhase;
import io.ottla.broker.coordinator.group.classic.ClassicTimer.PendingSync;
import io.ottla.wire.api.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The steps of a rebalance, each taken on a draft. */
final class Rebalance {
    private final ClassicSettings settings;

    Rebalance(ClassicSettings settings) {
        this.settings = settings;
    }

    /** Something has changed: begins a rebalance, or ends the join phase of the one under way if this was all it waited for. */
    void beginOrContinue(GroupDraft draft, String reason) {
        if (draft.group().canRebalance()) {
            begin(draft, reason);
        } else {
            continueJoinPhase(draft);
        }
    }

    void begin(GroupDraft draft, String reason) {
        ClassicGroup before = draft.group();
        if (before.is(ClassicState.COMPLETING_REBALANCE)) {
            sendBackThoseWhoSynced(draft);
        }
        draft.cancel(new PendingSync(draft.groupId()));
        Optional<RebalanceDelay> delay = Optional.empty();
        if (before.is(ClassicState.EMPTY)) {
            RebalanceDelay first = RebalanceDelay.first(
                    settings.initialRebalanceDelayMs(), before.roster().rebalanceTimeoutMs());
            draft.expectWithin(new JoinPhase(draft.groupId()), first.delayMs());
            delay = Optional.of(first);
        }
        draft.happened(new ClassicEvent.RebalanceBegan(draft.groupId(), draft.nowMs(), delay, reason));
        if (delay.isEmpty()) {
            endJoinPhaseOrWait(draft);
        }
    }

    /** Ends the join phase if it was only waiting for what has just happened. A first rebalance takes its time regardless. */
    void continueJoinPhase(GroupDraft draft) {
        ClassicGroup group = draft.group();
        if (group.is(ClassicState.PREPARING_REBALANCE) && !group.isFirstRebalance() && group.allJoined()) {
            endJoinPhase(draft);
        }
    }

    private void endJoinPhaseOrWait(GroupDraft draft) {
        if (draft.group().allJoined()) {
            endJoinPhase(draft);
        } else {
            waitForMembers(draft);
        }
    }

    private static void waitForMembers(GroupDraft draft) {
        draft.expectWithin(
                new JoinPhase(draft.groupId()), draft.group().roster().rebalanceTimeoutMs());
    }

    /** The delay of a first rebalance is over, or the time members have to join again. */
    void joinPhaseTimedOut(GroupDraft draft) {
        JoinProgress joining = draft.group().joining();
        Optional<RebalanceDelay> delay = joining.firstDelay();
        if (delay.isPresent() && joining.memberAdded() && delay.get().mayExtend()) {
            RebalanceDelay next = delay.get().extended(settings.initialRebalanceDelayMs());
            draft.happened(new ClassicEvent.RebalanceDelayed(draft.groupId(), next));
            draft.expectWithin(new JoinPhase(draft.groupId()), next.delayMs());
        } else {
            endJoinPhase(draft);
        }
    }

    /**
     * Ends the join phase with those who are there. Dynamic members that are not are out. Static ones stay, for their session
     * timeout is what they are given to restart in; as long as there is nobody else, nothing goes on.
     */
    void endJoinPhase(GroupDraft draft) {
        draft.cancel(new JoinPhase(draft.groupId()));
        removeLateDynamicMembers(draft);
        ClassicGroup group = draft.group();
        if (group.roster().isEmpty()) {
            draft.happened(GroupRecords.emptied(group, draft.nowMs()));
            return;
        }
        Optional<String> leader = joinedLeader(group);
        if (leader.isEmpty()) {
            waitForMembers(draft);
            return;
        }
        draft.happened(new ClassicEvent.GenerationBegan(draft.groupId(), draft.nowMs(), leader.get()));
        tellGeneration(draft, group.roster());
    }

    private static void removeLateDynamicMembers(GroupDraft draft) {
        List<String> late = new ArrayList<>();
        for (ClassicMember member : draft.group().roster().members()) {
            if (!member.awaitsJoin() && !member.isStatic()) {
                late.add(member.memberId());
            }
        }
        for (String memberId : late) {
            draft.happened(new ClassicEvent.MemberRemoved(draft.groupId(), memberId, "did not join the rebalance"));
            draft.cancelHeartbeatOf(memberId);
        }
    }

    /** The leader so far if it has joined, or else another that has. */
    private static Optional<String> joinedLeader(ClassicGroup group) {
        Optional<String> leader = group.generation().leaderId();
        if (leader.isPresent() && group.member(leader.get()).awaitsJoin()) {
            return leader;
        }
        return group.roster().members().stream()
                .filter(ClassicMember::awaitsJoin)
                .map(ClassicMember::memberId)
                .findFirst();
    }

    private static void tellGeneration(GroupDraft draft, Roster asJoined) {
        ClassicGroup group = draft.group();
        for (ClassicMember member : asJoined.members()) {
            if (member.awaitsJoin()) {
                draft.wakeJoin(member.memberId(), JoinAnswers.current(group, member.memberId()));
            }
            draft.expectHeartbeatOf(member);
        }
        draft.expectWithin(new PendingSync(draft.groupId()), group.roster().rebalanceTimeoutMs());
    }

    private static void sendBackThoseWhoSynced(GroupDraft draft) {
        for (ClassicMember member : draft.group().roster().members()) {
            if (member.awaitsSync()) {
                draft.wakeSync(member.memberId(), SyncAnswers.error(ErrorCode.REBALANCE_IN_PROGRESS));
                draft.expectHeartbeatOf(member);
            }
        }
    }

    /** Takes a member out, and has whatever it waits for end in UNKNOWN_MEMBER_ID: if it is alive, it begins anew. */
    void remove(GroupDraft draft, String memberId, String reason) {
        Optional<ClassicMember> member = draft.group().roster().find(memberId);
        if (member.isPresent() && member.get().awaitsJoin()) {
            draft.wakeJoin(memberId, JoinAnswers.error(ErrorCode.UNKNOWN_MEMBER_ID, MemberIds.UNKNOWN));
        }
        if (member.isPresent() && member.get().awaitsSync()) {
            draft.wakeSync(memberId, SyncAnswers.error(ErrorCode.UNKNOWN_MEMBER_ID));
        }
        draft.happened(new ClassicEvent.MemberRemoved(draft.groupId(), memberId, reason));
    }
}
