package io.ottla.broker.fetchsession;

import java.util.List;

/**
 * The part of a fetch request that concerns sessions.
 *
 * @param epoch {@link #FINAL_EPOCH} for no session (and to close the one named), {@link #INITIAL_EPOCH} to ask for a new
 *     one, anything else for the next request within {@code sessionId}
 */
public record FetchSessionRequest(
        int sessionId,
        int epoch,
        boolean usesTopicIds,
        boolean fromFollower,
        List<FetchPartition> partitions,
        List<FetchTarget> forgotten) {
    public static final int NO_SESSION_ID = 0;
    public static final int INITIAL_EPOCH = 0;
    public static final int FINAL_EPOCH = -1;

    /** A full request names all its partitions; only a request inside a session may leave some out. */
    boolean isFull() {
        return epoch == INITIAL_EPOCH || epoch == FINAL_EPOCH;
    }

    /** The epoch of the request after the one with {@code epoch}: counts up from 1 and wraps round to 1. */
    static int epochAfter(int epoch) {
        if (epoch < 0) {
            return FINAL_EPOCH;
        }
        return epoch == Integer.MAX_VALUE ? 1 : epoch + 1;
    }
}
