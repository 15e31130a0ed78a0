package io.ottla.broker.config;

import io.ottla.controller.configdef.ConfigValues;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the listeners, where they are advertised, and what they speak. */
final class ListenerReader {

    /** {@code NAME://host:port}; the host may be empty, or an IPv6 address in brackets. */
    private static final Pattern FORM = Pattern.compile("(.+)://\\[?([0-9a-zA-Z\\-%._:]*)]?:(-?[0-9]{1,9})");

    private static final int MAX_PORT = 65_535;
    private static final String EVERY_ADDRESS = "0.0.0.0";

    private final ConfigValues values;
    private final Set<String> controllerNames;
    private final Map<String, SecurityProtocol> protocols;

    /** @param given the keys that were given, as far as it matters whether a key was given or not */
    ListenerReader(ConfigValues values, Set<String> given) {
        this.values = values;
        this.controllerNames = values.list("controller.listener.names").stream()
                .map(ListenerReader::normalised)
                .collect(Collectors.toCollection(TreeSet::new));
        this.protocols = protocols(given.contains("listener.security.protocol.map"));
    }

    /** The listeners for clients and brokers. */
    List<Listener> forClients() {
        List<Listener> listeners = read().stream()
                .filter(listener -> !controllerNames.contains(listener.name()))
                .toList();
        if (listeners.isEmpty()) {
            throw SettingsException.wrong(
                    "listeners",
                    listText("listeners"),
                    "at least one listener that is not among controller.listener.names");
        }
        return listeners;
    }

    /** The listeners for controllers. */
    List<Listener> forControllers() {
        return read().stream()
                .filter(listener -> controllerNames.contains(listener.name()))
                .toList();
    }

    /** The listener that other brokers come by. */
    String interBroker(boolean protocolGiven) {
        String name = values.text("inter.broker.listener.name");
        String key = name == null ? "security.inter.broker.protocol" : "inter.broker.listener.name";
        if (name != null && protocolGiven) {
            throw SettingsException.wrong(
                    "security.inter.broker.protocol",
                    values.text("security.inter.broker.protocol"),
                    "nothing where inter.broker.listener.name is set");
        }
        String wanted = normalised(name == null ? values.text("security.inter.broker.protocol") : name);
        List<String> names = forClients().stream().map(Listener::name).toList();
        if (names.contains(wanted)) {
            return wanted;
        }
        // With one listener there is nothing to choose, and one broker alone talks to none.
        if (name == null && !protocolGiven && names.size() == 1) {
            return names.getFirst();
        }
        throw SettingsException.wrong(key, wanted, "the name of a listener: " + String.join(", ", names));
    }

    private List<Listener> read() {
        Map<String, Endpoint> bound = endpoints("listeners");
        checkPorts(bound);
        Map<String, Endpoint> advertised =
                values.get("advertised.listeners") == null ? Map.of() : endpoints("advertised.listeners");
        for (String name : advertised.keySet()) {
            if (!bound.containsKey(name)) {
                throw SettingsException.wrong(
                        "advertised.listeners",
                        listText("advertised.listeners"),
                        "listeners that listeners names: " + String.join(", ", bound.keySet()));
            }
        }
        List<Listener> listeners = new ArrayList<>();
        bound.forEach((name, at) -> listeners.add(new Listener(
                name,
                at.host(),
                at.port(),
                protocol(name),
                Optional.ofNullable(advertised.get(name)).map(this::routable))));
        return listeners;
    }

    private Map<String, Endpoint> endpoints(String key) {
        Map<String, Endpoint> endpoints = new LinkedHashMap<>();
        for (String entry : values.list(key)) {
            Matcher matcher = FORM.matcher(entry);
            if (!matcher.matches() || !isPort(matcher.group(3))) {
                throw SettingsException.wrong(key, entry, "NAME://host:port, or NAME://:port for every address");
            }
            Endpoint endpoint = new Endpoint(matcher.group(2), Integer.parseInt(matcher.group(3)));
            if (endpoints.put(normalised(matcher.group(1)), endpoint) != null) {
                throw SettingsException.wrong(key, listText(key), "each listener once");
            }
        }
        return endpoints;
    }

    private static boolean isPort(String text) {
        int port = Integer.parseInt(text);
        return port >= 0 && port <= MAX_PORT;
    }

    /** One port serves one listener, or one on an IPv4 and one on an IPv6 address. */
    private void checkPorts(Map<String, Endpoint> bound) {
        Map<Integer, List<String>> hosts = new LinkedHashMap<>();
        bound.values().stream()
                .filter(endpoint -> endpoint.port() != 0)
                .forEach(endpoint -> hosts.computeIfAbsent(endpoint.port(), port -> new ArrayList<>())
                        .add(endpoint.host()));
        for (List<String> sharing : hosts.values()) {
            long v4 = sharing.stream().filter(ListenerReader::isIpv4).count();
            long v6 = sharing.stream().filter(host -> host.indexOf(':') >= 0).count();
            if (sharing.size() > 1 && !(sharing.size() == 2 && v4 == 1 && v6 == 1)) {
                throw SettingsException.wrong(
                        "listeners",
                        listText("listeners"),
                        "a port of its own for each listener, unless one is on an IPv4 and one on an IPv6 address");
            }
        }
    }

    private static boolean isIpv4(String host) {
        return host.matches("[0-9]+(\\.[0-9]+){3}");
    }

    private Endpoint routable(Endpoint endpoint) {
        if (endpoint.host().equals(EVERY_ADDRESS)) {
            throw SettingsException.wrong(
                    "advertised.listeners", listText("advertised.listeners"), "an address that clients can reach");
        }
        if (!endpoint.host().isEmpty()) {
            return endpoint;
        }
        try {
            return new Endpoint(InetAddress.getLocalHost().getCanonicalHostName(), endpoint.port());
        } catch (UnknownHostException e) {
            throw SettingsException.wrong(
                    "advertised.listeners",
                    listText("advertised.listeners"),
                    "a host, since this machine does not know its own name");
        }
    }

    private SecurityProtocol protocol(String listener) {
        SecurityProtocol protocol = protocols.get(listener);
        if (protocol == null) {
            throw SettingsException.wrong(
                    "listener.security.protocol.map",
                    values.text("listener.security.protocol.map"),
                    "an entry for every listener, also for " + listener);
        }
        if (protocol != SecurityProtocol.PLAINTEXT) {
            throw SettingsException.wrong(
                    "listeners", listText("listeners"), "PLAINTEXT listeners, since there is no TLS and no SASL yet");
        }
        return protocol;
    }

    private Map<String, SecurityProtocol> protocols(boolean mapGiven) {
        String key = "listener.security.protocol.map";
        Map<String, SecurityProtocol> map = new LinkedHashMap<>();
        String text = values.text(key);
        for (String entry : text.isBlank() ? new String[0] : text.trim().split("\\s*,\\s*")) {
            int colon = entry.lastIndexOf(':');
            Optional<SecurityProtocol> protocol = colon < 0
                    ? Optional.empty()
                    : protocolNamed(entry.substring(colon + 1).trim());
            if (protocol.isEmpty()) {
                throw SettingsException.wrong(
                        key, text, "a list of NAME:PROTOCOL, with PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL");
            }
            map.put(normalised(entry.substring(0, colon)), protocol.get());
        }
        // As in the reference: who says nothing about security has controllers that speak plainly.
        if (!mapGiven) {
            controllerNames.forEach(name -> map.putIfAbsent(name, SecurityProtocol.PLAINTEXT));
        }
        return map;
    }

    private static Optional<SecurityProtocol> protocolNamed(String name) {
        return Stream.of(SecurityProtocol.values())
                .filter(protocol -> protocol.name().equalsIgnoreCase(name))
                .findFirst();
    }

    private String listText(String key) {
        return String.join(",", values.list(key));
    }

    private static String normalised(String name) {
        return name.trim().toUpperCase(Locale.ROOT);
    }
}
