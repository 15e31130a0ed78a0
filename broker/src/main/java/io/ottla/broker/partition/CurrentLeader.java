package io.ottla.broker.partition;

import io.ottla.controller.image.BrokerRegistration;
import io.ottla.controller.image.ListenerEndpoint;
import io.ottla.controller.image.PartitionRegistration;
import java.util.Optional;

/**
 * Who leads a partition now: told to a client that came to the wrong broker, so that it need not ask for metadata (KIP-951).
 *
 * @param node where the leader can be reached by the listener the client came by; empty when it cannot
 */
public record CurrentLeader(int leaderId, int leaderEpoch, Optional<Node> node) {
    private static final CurrentLeader UNKNOWN = new CurrentLeader(-1, -1, Optional.empty());

    /** A broker as clients reach it; {@code rack} may be null. */
    public record Node(int id, String host, int port, String rack) {}

    public static CurrentLeader of(ClusterView view, String topic, int partition, String listenerName) {
        PartitionRegistration registration = view.image().topics().partition(topic, partition);
        if (registration == null) {
            return UNKNOWN;
        }
        BrokerRegistration broker = view.image().nodes().broker(registration.leader());
        return new CurrentLeader(registration.leader(), registration.leaderEpoch(), node(broker, listenerName));
    }

    private static Optional<Node> node(BrokerRegistration broker, String listenerName) {
        if (broker == null || !broker.isActive()) {
            return Optional.empty();
        }
        ListenerEndpoint endpoint = broker.listeners().get(listenerName);
        return Optional.ofNullable(endpoint)
                .map(found -> new Node(
                        broker.id(), found.host(), found.port(), broker.rack().orElse(null)));
    }
}
