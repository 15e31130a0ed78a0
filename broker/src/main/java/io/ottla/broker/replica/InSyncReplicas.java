package io.ottla.broker.replica;

import java.util.ArrayList;
import java.util.List;

/**
 * Which replicas count: a record is committed once all of them have it.
 *
 * @param committed the set the controller knows, the leader's own id in it
 * @param joining replicas the leader has asked to add; they count already, since the controller may have agreed (the set of
 *     both is the <em>maximal</em> ISR of KIP-497)
 */
public record InSyncReplicas(List<Integer> committed, List<Integer> joining) {
    public static InSyncReplicas of(List<Integer> committed) {
        return new InSyncReplicas(List.copyOf(committed), List.of());
    }

    public boolean counts(int replicaId) {
        return committed.contains(replicaId) || joining.contains(replicaId);
    }

    /**
     * How many must be in sync for a write with acks=all: {@code min.insync.replicas}, but never more than there are replicas,
     * or a topic could be created that nobody can write to.
     */
    public static int required(int minInSyncReplicas, int replicas) {
        return Math.min(minInSyncReplicas, replicas);
    }

    public boolean isEnough(int minInSyncReplicas, int replicas) {
        return committed.size() >= required(minInSyncReplicas, replicas);
    }

    /** The members that have fallen behind for longer than {@code lagMaxMs}, the leader never among them. */
    public List<Integer> lagging(List<FollowerProgress> followers, long leaderLogEndOffset, long nowMs, long lagMaxMs) {
        List<Integer> lagging = new ArrayList<>();
        for (FollowerProgress follower : followers) {
            if (committed.contains(follower.replicaId()) && !follower.isCaughtUp(leaderLogEndOffset, nowMs, lagMaxMs)) {
                lagging.add(follower.replicaId());
            }
        }
        return lagging;
    }

    /** True when {@code follower} may be added: it has all that is committed, and all of this leader's epoch so far. */
    public boolean mayJoin(FollowerProgress follower, long highWatermark, long leaderEpochStartOffset) {
        return !counts(follower.replicaId())
                && follower.logEndOffset() >= highWatermark
                && follower.logEndOffset() >= leaderEpochStartOffset;
    }
}
