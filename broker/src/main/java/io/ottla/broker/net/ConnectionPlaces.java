package io.ottla.broker.net;

import io.ottla.broker.config.NetworkSettings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How many connections there are, in all and from each address, and how many there may be. Used by all I/O loops. */
final class ConnectionPlaces {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionPlaces.class);

    private final int max;
    private final int maxPerAddress;
    private final Map<InetAddress, Integer> overrides;
    private final AtomicInteger taken = new AtomicInteger();
    private final ConcurrentMap<InetAddress, Integer> takenByAddress = new ConcurrentHashMap<>();

    ConnectionPlaces(NetworkSettings.Connections limits) {
        this.max = limits.max();
        this.maxPerAddress = limits.maxPerIp();
        this.overrides = addresses(limits.maxPerIpOverrides());
    }

    /** Takes a place for a connection from {@code address}; false when it has all it may have. */
    boolean take(InetAddress address) {
        int limit = limitOf(address);
        int now = takenByAddress.merge(address, 1, Integer::sum);
        if (now > limit) {
            giveBackByAddress(address);
            return false;
        }
        taken.incrementAndGet();
        return true;
    }

    void giveBack(InetAddress address) {
        giveBackByAddress(address);
        taken.decrementAndGet();
    }

    boolean isFull() {
        return taken.get() >= max;
    }

    int taken() {
        return taken.get();
    }

    int limitOf(InetAddress address) {
        return overrides.getOrDefault(address, maxPerAddress);
    }

    private void giveBackByAddress(InetAddress address) {
        takenByAddress.computeIfPresent(address, (unused, count) -> count == 1 ? null : count - 1);
    }

    private static Map<InetAddress, Integer> addresses(Map<String, Integer> byName) {
        Map<InetAddress, Integer> byAddress = new HashMap<>();
        byName.forEach((name, limit) -> {
            try {
                for (InetAddress address : InetAddress.getAllByName(name)) {
                    byAddress.put(address, limit);
                }
            } catch (UnknownHostException e) {
                LOG.warn("max.connections.per.ip.overrides names the host {}, which is unknown", name);
            }
        });
        return byAddress;
    }
}
