package io.ottla.controller.raft;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a member must remember over a restart: else it could vote twice in an epoch, or lead one twice.
 *
 * @param leaderId the leader of the epoch, when it is known
 * @param votedFor whom this member voted for in the epoch
 */
public record ElectionState(int epoch, OptionalInt leaderId, Optional<ReplicaKey> votedFor) {
    /** Before the first election. */
    public static final ElectionState INITIAL = new ElectionState(0, OptionalInt.empty(), Optional.empty());
}
