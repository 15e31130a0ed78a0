package io.ottla.broker;

import io.ottla.broker.config.Listener;
import io.ottla.broker.config.SecurityProtocol;
import io.ottla.broker.config.Settings;
import io.ottla.controller.ControllerSettings;
import io.ottla.controller.configdef.KnownConfigRules;
import io.ottla.controller.decide.DecisionRules;
import io.ottla.controller.decide.FeaturePolicy;
import io.ottla.controller.image.ListenerEndpoint;
import io.ottla.storage.dirs.LogDirs;
import java.util.List;

/** What the broker's settings mean for the controller that runs beside it. */
final class ControllerOpening {
    /** How the quorum knows a controller that was given no listener of its own; nobody connects to it. */
    private static final ListenerEndpoint UNREACHABLE =
            new ListenerEndpoint("CONTROLLER", "localhost", 9093, SecurityProtocol.PLAINTEXT.id());

    private ControllerOpening() {}

    static ControllerSettings settings(Settings settings, LogDirs dirs) {
        var controller = settings.controller();
        return new ControllerSettings(
                settings.node().nodeId(),
                dirs.clusterId(),
                dirs.metadataDir().id(),
                dirs.metadataDir().path(),
                listeners(settings),
                controller.voters().stream()
                        .map(voter -> new ControllerSettings.Voter(
                                voter.nodeId(),
                                voter.endpoint().host(),
                                voter.endpoint().port()))
                        .toList(),
                controller.brokerSessionTimeoutMs(),
                controller.maxIdleIntervalMs(),
                new ControllerSettings.Log(
                        controller.log().segmentBytes(),
                        controller.log().segmentMs(),
                        controller.log().retentionBytes(),
                        controller.log().retentionMs()),
                new ControllerSettings.Snapshots(
                        controller.maxRecordBytesBetweenSnapshots(), controller.maxSnapshotIntervalMs()));
    }

    static DecisionRules rules(Settings settings) {
        return new DecisionRules(
                settings.node().nodeId(),
                settings.broker().defaultPartitions(),
                settings.broker().defaultReplicationFactor(),
                new KnownConfigRules(settings.configs()),
                FeaturePolicy.CURRENT);
    }

    private static List<ListenerEndpoint> listeners(Settings settings) {
        List<ListenerEndpoint> listeners = settings.network().controllerListeners().stream()
                .map(ControllerOpening::endpoint)
                .toList();
        return listeners.isEmpty() ? List.of(UNREACHABLE) : listeners;
    }

    private static ListenerEndpoint endpoint(Listener listener) {
        String host = listener.host().isEmpty() ? "localhost" : listener.host();
        return new ListenerEndpoint(
                listener.name(),
                host,
                listener.port(),
                listener.securityProtocol().id());
    }
}
