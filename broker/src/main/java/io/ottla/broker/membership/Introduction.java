package io.ottla.broker.membership;

import io.ottla.controller.decide.RegisterBroker;
import io.ottla.controller.image.FeatureRange;
import io.ottla.controller.image.ListenerEndpoint;
import io.ottla.wire.io.Uuid;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;

/**
 * What a broker says of itself when it comes.
 *
 * @param incarnationId drawn at this start
 * @param listeners where it can be reached
 * @param features the levels it supports
 * @param logDirs the ids of its data folders
 * @param previousEpoch the epoch with which it last stopped in good order, if it did
 */
public record Introduction(
        int brokerId,
        Uuid incarnationId,
        List<ListenerEndpoint> listeners,
        SortedMap<String, FeatureRange> features,
        Optional<String> rack,
        List<Uuid> logDirs,
        OptionalLong previousEpoch) {

    public Introduction {
        listeners = List.copyOf(listeners);
        logDirs = List.copyOf(logDirs);
    }

    RegisterBroker command(String clusterId) {
        return new RegisterBroker(
                brokerId, clusterId, incarnationId, listeners, features, rack, logDirs, previousEpoch);
    }
}
