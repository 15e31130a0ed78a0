package io.ottla.broker.config;

import java.util.Optional;

/**
 * One door to the broker.
 *
 * @param name the listener's name, in capitals
 * @param host the address to bind; empty for every address
 * @param port the port to bind; 0 for any free one
 * @param advertised where clients of this listener are sent; empty when the settings advertise nothing: then they are sent to
 *     {@code host}, or, where that is every address, to the one that they connected to
 */
public record Listener(
        String name, String host, int port, SecurityProtocol securityProtocol, Optional<Endpoint> advertised) {}
