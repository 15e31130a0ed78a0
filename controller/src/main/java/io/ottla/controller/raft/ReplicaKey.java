package io.ottla.controller.raft;

import io.ottla.wire.io.Uuid;

/**
 * One copy of the log: a node, and the data folder that its log lies in. A node that lost its disk comes back with another
 * folder, and is not the voter any more that it was (KIP-853).
 *
 * @param directoryId {@link Uuid#ZERO} when it is not known, as with static voters
 */
public record ReplicaKey(int id, Uuid directoryId) {}
