package io.ottla.controller.raft;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a driver has to do, in this order.
 *
 * @param electionState to be made durable before anything else
 * @param epochStart to be appended to the log, when the member has become the leader
 * @param highWatermark everything below is committed
 */
public record Ready(
        Optional<ElectionState> electionState, Optional<EpochStart> epochStart, OptionalLong highWatermark) {

    /**
     * The first record of a leader's epoch.
     *
     * @param voters the ids of all who had a vote
     * @param grantingVoters the ids of those who voted for the leader
     */
    public record EpochStart(int epoch, int leaderId, List<Integer> voters, List<Integer> grantingVoters) {
        public EpochStart {
            voters = List.copyOf(voters);
            grantingVoters = List.copyOf(grantingVoters);
        }
    }
}
