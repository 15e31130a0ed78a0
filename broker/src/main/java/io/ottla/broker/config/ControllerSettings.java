package io.ottla.broker.config;

import java.util.List;

/**
 * The metadata quorum, and the broker's bond with it.
 *
 * @param voters the static voter set ({@code controller.quorum.voters}); empty when the quorum is a dynamic one
 * @param bootstrapServers where the quorum is looked for
 * @param maxIdleIntervalMs how often an idle active controller appends a no-op record; 0 for never
 * @param maxRecordBytesBetweenSnapshots after so many bytes of records a snapshot is written
 * @param maxSnapshotIntervalMs after so long a snapshot is written, if there is anything new; 0 for never
 */
public record ControllerSettings(
        List<Voter> voters,
        List<Endpoint> bootstrapServers,
        Quorum quorum,
        int brokerHeartbeatIntervalMs,
        int brokerSessionTimeoutMs,
        int maxIdleIntervalMs,
        long maxRecordBytesBetweenSnapshots,
        long maxSnapshotIntervalMs,
        MetadataLog log) {

    public record Voter(int nodeId, Endpoint endpoint) {}

    /** The timing of elections and fetches. */
    public record Quorum(
            int electionTimeoutMs,
            int electionBackoffMaxMs,
            int fetchTimeoutMs,
            int requestTimeoutMs,
            int retryBackoffMs,
            int appendLingerMs) {}

    /** The log of the metadata partition, which has settings of its own. */
    public record MetadataLog(int segmentBytes, long segmentMs, long retentionBytes, long retentionMs) {}
}
