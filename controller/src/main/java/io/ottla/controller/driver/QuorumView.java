package io.ottla.controller.driver;

import io.ottla.controller.QuorumInfo;
import io.ottla.controller.image.ListenerEndpoint;
import io.ottla.controller.raft.ReplicaKey;
import io.ottla.controller.raft.Voter;
import io.ottla.controller.raft.VoterSet;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What the quorum was like when the controller's thread last looked. Immutable. */
record QuorumView(
        boolean leads, int epoch, OptionalLong highWatermark, VoterSet voters, ReplicaKey self, long logEndOffset) {
    private static final short PLAINTEXT = 0;

    /** The leader itself always has all that it has, and reads it now. */
    QuorumInfo at(long nowMs) {
        List<QuorumInfo.Replica> replicas = new ArrayList<>();
        for (Voter voter : voters.all()) {
            boolean isLeader = leads && voter.key().id() == self.id();
            List<ListenerEndpoint> endpoints = voter.endpoints().stream()
                    .map(endpoint -> new ListenerEndpoint(endpoint.name(), endpoint.host(), endpoint.port(), PLAINTEXT))
                    .toList();
            replicas.add(new QuorumInfo.Replica(
                    voter.key().id(),
                    voter.key().directoryId(),
                    endpoints,
                    isLeader ? logEndOffset : -1,
                    isLeader ? nowMs : -1,
                    isLeader ? nowMs : -1));
        }
        OptionalInt leaderId = leads ? OptionalInt.of(self.id()) : OptionalInt.empty();
        return new QuorumInfo(leaderId, epoch, highWatermark, replicas, List.of());
    }
}
