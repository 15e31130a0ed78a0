package io.ottla.broker.fetchsession;

/**
 * What a fetch asks of one partition.
 *
 * @param topicName the topic's name, or null when the id is not known (yet, or any more)
 * @param currentLeaderEpoch the epoch the client believes in, or -1
 * @param lastFetchedEpoch the epoch of the last record the client has, or -1
 * @param followerLogStartOffset where the log of a fetching follower starts, -1 from a consumer
 * @param maxBytes how much of this partition the client takes (a single larger batch is sent all the same, KIP-74)
 */
public record FetchPartition(
        FetchTarget target,
        String topicName,
        int currentLeaderEpoch,
        long fetchOffset,
        int lastFetchedEpoch,
        long followerLogStartOffset,
        int maxBytes) {
    FetchPartition named(String name) {
        return new FetchPartition(
                target, name, currentLeaderEpoch, fetchOffset, lastFetchedEpoch, followerLogStartOffset, maxBytes);
    }
}
