package io.ottla.broker.net;

import java.net.InetSocketAddress;

/**
 * What is fixed about a connection from the moment it was accepted.
 *
 * @param id tells connections of one broker apart; the same for its whole life, never used again
 * @param listenerName the listener it came in by
 * @param local the broker's end: the very address the client connected to
 * @param remote the client's end
 */
public record ConnectionInfo(long id, String listenerName, InetSocketAddress local, InetSocketAddress remote) {

    /** For log lines: {@code PLAINTEXT 10.0.0.7:50312}. */
    @Override
    public String toString() {
        return listenerName + " " + remote.getAddress().getHostAddress() + ":" + remote.getPort();
    }
}
