package io.ottla.broker.cli;

import io.ottla.broker.config.Endpoint;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An address on the command line: {@code host:port}, {@code [ipv6]:port} or {@code :port}. */
final class HostAndPort {
    private static final int MAX_PORT = 65_535;

    private static final Pattern PATTERN = Pattern.compile("(?:\\[([0-9a-fA-F:.%]+)]|([^:\\[\\]]*)):([0-9]{1,5})");

    private HostAndPort() {}

    static Optional<Endpoint> parse(String text) {
        Matcher matcher = PATTERN.matcher(text);
        if (!matcher.matches() || Integer.parseInt(matcher.group(3)) > MAX_PORT) {
            return Optional.empty();
        }
        String host = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        return Optional.of(new Endpoint(host, Integer.parseInt(matcher.group(3))));
    }
}
