package io.ottla.broker.replica;

/**
 * How far a follower has come, as its leader sees it.
 *
 * @param logEndOffset the offset it fetches next: it has all records before
 * @param caughtUpMs when it last had everything its leader had
 */
public record FollowerProgress(int replicaId, long logEndOffset, long caughtUpMs) {
    /** What a new leader assumes of a follower that has not fetched yet. */
    public static final long UNKNOWN_OFFSET = -1;

    /** True when it has all its leader has, or had it no longer than {@code lagMaxMs} ago. */
    boolean isCaughtUp(long leaderLogEndOffset, long nowMs, long lagMaxMs) {
        return logEndOffset == leaderLogEndOffset || nowMs - caughtUpMs <= lagMaxMs;
    }

    /**
     * The progress after a fetch at {@code fetchOffset}.
     *
     * @param leaderLogEndOffset where the leader's log ends now
     * @param previous what the leader's log end and the time were at this follower's fetch before: a follower that reads up
     *     to there had caught up at that time, even if the leader has gone on since
     */
    public FollowerProgress afterFetch(long fetchOffset, long leaderLogEndOffset, Fetch previous, long nowMs) {
        long caughtUp = caughtUpMs;
        if (fetchOffset >= leaderLogEndOffset) {
            caughtUp = Math.max(caughtUp, nowMs);
        } else if (fetchOffset >= previous.leaderLogEndOffset()) {
            caughtUp = Math.max(caughtUp, previous.atMs());
        }
        return new FollowerProgress(replicaId, fetchOffset, caughtUp);
    }

    /** A fetch in the past: when it was, and where the leader's log ended then. */
    public record Fetch(long leaderLogEndOffset, long atMs) {}
}
