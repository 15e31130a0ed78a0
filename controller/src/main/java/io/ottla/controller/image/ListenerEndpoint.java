package io.ottla.controller.image;

/**
 * Where one listener of a broker or controller can be reached.
 *
 * @param listener the listener's name
 * @param securityProtocol its id: 0 PLAINTEXT, 1 SSL, 2 SASL_PLAINTEXT, 3 SASL_SSL
 */
public record ListenerEndpoint(String listener, String host, int port, short securityProtocol) {}
