package io.ottla.broker.coordinator.group.classic;

import java.util.Optional;
import org.pcollections.PSet;
import org.pcollections.TreePSet;

/**
 * Who is still waited for; forgotten when the coordinator moves.
 *
 * @param pendingJoin ids that were handed out and have not come back yet; the join phase waits for them too
 * @param pendingSync members that were told of the generation and have not sent their SyncGroup yet
 * @param firstDelay set in the first rebalance of a group that was empty
 * @param memberAdded whether somebody came since the delay began
 */
record JoinProgress(
        PSet<String> pendingJoin, PSet<String> pendingSync, Optional<RebalanceDelay> firstDelay, boolean memberAdded) {
    static final JoinProgress NONE = new JoinProgress(TreePSet.empty(), TreePSet.empty(), Optional.empty(), false);

    JoinProgress awaitingJoinOf(String memberId) {
        return new JoinProgress(pendingJoin.plus(memberId), pendingSync, firstDelay, memberAdded);
    }

    JoinProgress joined(String memberId) {
        return new JoinProgress(
                pendingJoin.minus(memberId), pendingSync, firstDelay, memberAdded || firstDelay.isPresent());
    }

    JoinProgress forgetting(String memberId) {
        return new JoinProgress(pendingJoin.minus(memberId), pendingSync.minus(memberId), firstDelay, memberAdded);
    }

    JoinProgress synced(String memberId) {
        return new JoinProgress(pendingJoin, pendingSync.minus(memberId), firstDelay, memberAdded);
    }

    JoinProgress replaced(String oldMemberId, String newMemberId) {
        if (!pendingSync.contains(oldMemberId)) {
            return this;
        }
        return awaitingSyncOf(pendingSync.minus(oldMemberId).plus(newMemberId));
    }

    JoinProgress rebalancing(Optional<RebalanceDelay> delay) {
        return new JoinProgress(pendingJoin, TreePSet.empty(), delay, false);
    }

    JoinProgress awaitingSyncOf(PSet<String> memberIds) {
        return new JoinProgress(pendingJoin, memberIds, Optional.empty(), false);
    }
}
