package io.ottla.broker.coordinator.group.classic;

import io.ottla.broker.coordinator.group.GroupEvent;
import io.ottla.broker.coordinator.runtime.Decision;
import io.ottla.broker.coordinator.runtime.Outcome;
import io.ottla.broker.coordinator.runtime.TimerCommand;
import io.ottla.wire.io.ApiMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What happens to classic groups by time alone, and once all of the log is read. */
public final class ClassicTimeouts {
    private final ClassicSettings settings;
    private final Rebalance rebalance;

    public ClassicTimeouts(ClassicSettings settings) {
        this.settings = settings;
        this.rebalance = new Rebalance(settings);
    }

    public Decision<GroupEvent, ApiMessage> due(ClassicGroups groups, ClassicTimer timer, long nowMs) {
        Optional<ClassicGroup> group = groups.find(timer.groupId());
        if (group.isEmpty()) {
            return Decision.nothing();
        }
        GroupDraft draft = GroupDraft.of(group.get(), nowMs);
        switch (timer) {
            case ClassicTimer.Session session -> sessionEnded(draft, session.memberId());
            case ClassicTimer.JoinPhase ignored -> {
                if (draft.group().is(ClassicState.PREPARING_REBALANCE)) {
                    rebalance.joinPhaseTimedOut(draft);
                }
            }
            case ClassicTimer.PendingSync ignored -> syncTimedOut(draft);
        }
        return draft.nothing();
    }

    private void sessionEnded(GroupDraft draft, String memberId) {
        ClassicGroup group = draft.group();
        if (group.isPending(memberId)) {
            rebalance.remove(draft, memberId, "did not come back with the id it was given");
        } else if (group.roster().contains(memberId) && !group.member(memberId).excusedFromHeartbeat()) {
            rebalance.remove(draft, memberId, "was silent for its session timeout");
            if (!group.is(ClassicState.PREPARING_REBALANCE)) {
                rebalance.begin(draft, "member " + memberId + " was silent for its session timeout");
            }
        } else {
            return;
        }
        // Unlike other changes, this ends even a first rebalance before its delay is over, as in the reference.
        if (draft.group().is(ClassicState.PREPARING_REBALANCE) && draft.group().allJoined()) {
            rebalance.endJoinPhase(draft);
        }
    }

    private void syncTimedOut(GroupDraft draft) {
        ClassicGroup group = draft.group();
        boolean expected = group.is(ClassicState.COMPLETING_REBALANCE) || group.is(ClassicState.STABLE);
        if (!expected || group.allSynced()) {
            return;
        }
        List<String> silent = new ArrayList<>(group.joining().pendingSync());
        for (String memberId : silent) {
            rebalance.remove(draft, memberId, "did not send SyncGroup");
            draft.cancelHeartbeatOf(memberId);
        }
        rebalance.begin(draft, silent + " did not send SyncGroup");
    }

    /** Expects a heartbeat of every member that was there before, within its session timeout from now. */
    public Decision<GroupEvent, ApiMessage> loaded(ClassicGroups groups, long nowMs) {
        List<GroupEvent> events = new ArrayList<>();
        List<TimerCommand> timers = new ArrayList<>();
        for (ClassicGroup group : groups.all()) {
            GroupDraft draft = GroupDraft.of(group, nowMs);
            group.roster().members().forEach(draft::expectHeartbeatOf);
            if (group.roster().size() > settings.maxSize()) {
                // Before some are sent away, all get to commit their offsets.
                rebalance.begin(draft, "the group has more members than it may have");
            }
            Decision<GroupEvent, ApiMessage> decision = draft.nothing();
            events.addAll(decision.events());
            timers.addAll(decision.timers());
        }
        return new Decision<>(events, new Outcome.Nothing<>(), List.of(), timers);
    }
}
