package io.ottla.controller;

import io.ottla.controller.image.ListenerEndpoint;
import io.ottla.wire.io.Uuid;
import java.nio.file.Path;
import java.util.List;

/**
 * What a controller goes by.
 *
 * @param nodeId this node
 * @param clusterId from {@code meta.properties}
 * @param directoryId of the data folder that holds the metadata log, from its {@code meta.properties}
 * @param metadataLogDir that data folder
 * @param listeners where this controller can be reached; at least one, the first for the quorum
 * @param voters the static voters ({@code controller.quorum.voters}); empty when the quorum is a dynamic one
 * @param brokerSessionTimeoutMs a broker that was not heard of for longer is fenced
 * @param noOpIntervalMs how often an idle controller writes a record that says nothing; 0 for never
 */
public record ControllerSettings(
        int nodeId,
        String clusterId,
        Uuid directoryId,
        Path metadataLogDir,
        List<ListenerEndpoint> listeners,
        List<Voter> voters,
        long brokerSessionTimeoutMs,
        long noOpIntervalMs,
        Log log,
        Snapshots snapshots) {

    public ControllerSettings {
        listeners = List.copyOf(listeners);
        voters = List.copyOf(voters);
        if (listeners.isEmpty()) {
            throw new IllegalArgumentException("a controller needs a listener that the quorum knows it by");
        }
    }

    /** A voter that the configuration names. */
    public record Voter(int id, String host, int port) {}

    /**
     * The files of the metadata log.
     *
     * @param retentionBytes log and snapshots are cut down to this; -1 for no bound
     * @param retentionMs snapshots older than this go, the last one excepted; -1 for never
     */
    public record Log(int segmentBytes, long segmentMs, long retentionBytes, long retentionMs) {
        /** The reference's defaults. */
        public static final Log DEFAULTS =
                new Log(1 << 30, 7L * 24 * 60 * 60 * 1000, 100L << 20, 7L * 24 * 60 * 60 * 1000);
    }

    /**
     * When a snapshot is written.
     *
     * @param maxRecordBytes after so many bytes of records
     * @param maxIntervalMs after so long, if there is anything new; 0 for never
     */
    public record Snapshots(long maxRecordBytes, long maxIntervalMs) {
        /** The reference's defaults. */
        public static final Snapshots DEFAULTS = new Snapshots(20L << 20, 60 * 60 * 1000);
    }
}
