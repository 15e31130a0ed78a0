package io.ottla.broker.metadata;

import io.ottla.broker.net.ConnectionInfo;
import io.ottla.controller.image.BrokerRegistration;
import io.ottla.controller.image.ListenerEndpoint;
import java.net.InetAddress;
import java.util.Optional;
import java.util.Set;

/**
 * Where clients are told that brokers can be reached: at what the broker advertises on the listener that the client came in
 * by. Where this broker advertises nothing and listens on every address, at the very one that the client connected to, since
 * that one is known to work for this client.
 *
 * @param nodeId this broker
 * @param unadvertised the listeners of this broker on every address that advertise nothing
 */
public record NodeAddresses(int nodeId, Set<String> unadvertised) {

    public NodeAddresses {
        unadvertised = Set.copyOf(unadvertised);
    }

    /** The broker's address for this client; empty when it does not have the client's listener. */
    public Optional<Node> nodeOf(BrokerRegistration broker, ConnectionInfo client) {
        if (broker.id() == nodeId && unadvertised.contains(client.listenerName())) {
            String host = withoutScope(client.local().getAddress());
            return Optional.of(new Node(nodeId, host, client.local().getPort(), broker.rack(), broker.fenced()));
        }
        ListenerEndpoint endpoint = broker.listeners().get(client.listenerName());
        return endpoint == null
                ? Optional.empty()
                : Optional.of(new Node(broker.id(), endpoint.host(), endpoint.port(), broker.rack(), broker.fenced()));
    }

    /** The scope of an IPv6 address is the name of an interface here, which says nothing to the client. */
    private static String withoutScope(InetAddress address) {
        String text = address.getHostAddress();
        int scope = text.indexOf('%');
        return scope < 0 ? text : text.substring(0, scope);
    }
}
