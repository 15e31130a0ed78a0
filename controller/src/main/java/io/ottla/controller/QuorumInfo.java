package io.ottla.controller;

import io.ottla.controller.image.ListenerEndpoint;
import io.ottla.wire.io.Uuid;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The state of the quorum at some moment.
 *
 * @param leaderId empty when none is known
 * @param highWatermark one more than the last committed offset; empty when it is not known
 * @param observers those who follow the log and have no vote
 */
public record QuorumInfo(
        OptionalInt leaderId,
        int leaderEpoch,
        OptionalLong highWatermark,
        List<Replica> voters,
        List<Replica> observers) {

    public QuorumInfo {
        voters = List.copyOf(voters);
        observers = List.copyOf(observers);
    }

    /**
     * One who has the log.
     *
     * @param directoryId the data folder that its log lies in; {@link Uuid#ZERO} when that is not known
     * @param endpoints where it can be reached
     * @param logEndOffset -1 when it is not known
     * @param lastFetchTimestampMs when it last read from the leader, in milliseconds since the epoch; -1 for never
     * @param lastCaughtUpTimestampMs when it last had all that the leader had; -1 for never
     */
    public record Replica(
            int id,
            Uuid directoryId,
            List<ListenerEndpoint> endpoints,
            long logEndOffset,
            long lastFetchTimestampMs,
            long lastCaughtUpTimestampMs) {
        public Replica {
            endpoints = List.copyOf(endpoints);
        }
    }
}
