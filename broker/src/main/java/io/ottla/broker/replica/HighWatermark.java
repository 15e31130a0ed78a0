package io.ottla.broker.replica;

import java.util.List;

/**
 * The offset below which every record is on all replicas that count: consumers may see it, and it survives as long as one
 * of them does. It never goes back.
 */
public final class HighWatermark {
    private HighWatermark() {}

    /**
     * Where the high watermark stands now.
     *
     * @param current where it stood
     * @param leaderLogEndOffset how far the leader has come
     * @param followers all other replicas; only those that count hold it back
     */
    public static long advance(
            long current, long leaderLogEndOffset, List<FollowerProgress> followers, InSyncReplicas inSync) {
        long reached = leaderLogEndOffset;
        for (FollowerProgress follower : followers) {
            if (inSync.counts(follower.replicaId())) {
                reached = Math.min(reached, follower.logEndOffset());
            }
        }
        return Math.max(current, reached);
    }
}
