package io.ottla.controller.raft;

import io.ottla.wire.io.Uuid;
import java.util.List;

/**
 * A member of the quorum that has a vote.
 *
 * @param endpoints where it can be reached
 * @param minKRaftVersion the lowest level of {@code kraft.version} that it supports
 * @param maxKRaftVersion the highest
 */
public record Voter(ReplicaKey key, List<Endpoint> endpoints, short minKRaftVersion, short maxKRaftVersion) {

    /** @param name the listener's name */
    public record Endpoint(String name, String host, int port) {}

    public Voter {
        endpoints = List.copyOf(endpoints);
    }

    /** Whether {@code replica} is this voter; an unknown folder on either side goes with any. */
    boolean is(ReplicaKey replica) {
        boolean folderGoes = key.directoryId().equals(Uuid.ZERO)
                || replica.directoryId().equals(Uuid.ZERO)
                || key.directoryId().equals(replica.directoryId());
        return key.id() == replica.id() && folderGoes;
    }
}
