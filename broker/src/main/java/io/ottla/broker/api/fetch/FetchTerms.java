package io.ottla.broker.api.fetch;

import io.ottla.broker.partition.Isolation;

/**
 * What holds for all partitions of a fetch.
 *
 * @param replicaId -1 for consumers, -2 for tools that look at everything, else the id of a follower
 * @param maxBytes how large the response's records may be in all; the first batch is sent whatever its size (KIP-74)
 * @param minBytes how much there should be before the request is answered
 * @param maxWaitMs how long it may be kept for that
 * @param toll what the reader pays with
 */
record FetchTerms(int replicaId, Isolation isolation, int maxBytes, int minBytes, int maxWaitMs, FetchToll toll) {
    boolean fromFollower() {
        return replicaId >= 0;
    }
}
