package io.ottla.broker.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The broker's doors and their limits.
 *
 * @param listeners the listeners for clients and brokers, in the order of the file; never empty
 * @param controllerListeners the controller's listeners that the file asks this process to open; often none
 * @param interBrokerListenerName the listener that other brokers connect to
 * @param ioThreads how many I/O loops
 */
public record NetworkSettings(
        List<Listener> listeners,
        List<Listener> controllerListeners,
        String interBrokerListenerName,
        int ioThreads,
        Sockets sockets,
        Connections connections,
        Requests requests) {

    /** The listener of that name, if clients can reach one. */
    public Optional<Listener> listener(String name) {
        return listeners.stream()
                .filter(listener -> listener.name().equals(name))
                .findFirst();
    }

    /**
     * What is asked of the operating system for each socket.
     *
     * @param sendBufferBytes -1 leaves it to the operating system
     * @param receiveBufferBytes -1 leaves it to the operating system
     */
    public record Sockets(int sendBufferBytes, int receiveBufferBytes, int backlog) {}

    /**
     * Limits on connections.
     *
     * @param maxIdleMs a connection that was silent for longer is closed; a negative value means never
     * @param maxPerIpOverrides limits of single addresses or host names, in place of {@code maxPerIp}
     * @param maxCreationRate new connections a second
     */
    public record Connections(
            int max, int maxPerIp, Map<String, Integer> maxPerIpOverrides, int maxCreationRate, long maxIdleMs) {}

    /**
     * Limits on requests in flight.
     *
     * @param maxFrameBytes a larger frame ends its connection
     * @param maxInFlight requests in flight in the whole broker
     * @param maxInFlightBytes bytes of requests in flight in the whole broker; -1 for no limit
     */
    public record Requests(int maxFrameBytes, int maxInFlight, long maxInFlightBytes) {}
}
