package io.ottla.broker.net;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Asks the name service, which may take long, on a thread of its own. */
public final class HostLookup {
    private HostLookup() {}

    /**
     * Hands over those of {@code names} that are neither addresses nor names of known hosts: at once where all are addresses,
     * else from another thread.
     */
    public static void unknownAmong(Collection<String> names, Consumer<Set<String>> then) {
        List<String> hosts =
                names.stream().filter(name -> !isAddress(name)).distinct().toList();
        if (hosts.isEmpty()) {
            then.accept(Set.of());
        } else {
            Thread.ofVirtual().name("ottla-host-lookup").start(() -> then.accept(unknown(hosts)));
        }
    }

    private static boolean isAddress(String name) {
        return NetUtil.createInetAddressFromIpAddressString(name) != null;
    }

    private static Set<String> unknown(List<String> hosts) {
        Set<String> unknown = new TreeSet<>();
        for (String host : hosts) {
            try {
                InetAddress.getByName(host);
            } catch (UnknownHostException e) {
                unknown.add(host);
            }
        }
        return unknown;
    }
}
