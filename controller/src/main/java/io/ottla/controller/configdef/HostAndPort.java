package io.ottla.controller.configdef;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A host and a port out of a configuration value. */
public record HostAndPort(String host, int port) {

    /** A scheme may stand before the host, and the host may be in brackets, as IPv6 addresses are. */
    private static final Pattern FORM =
            Pattern.compile("^(?:[0-9a-zA-Z\\-%._]*://)?\\[?([0-9a-zA-Z\\-%._:]*)]?:([0-9]{1,9})");

    /** Empty when the text is not {@code host:port}. */
    public static Optional<HostAndPort> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(new HostAndPort(matcher.group(1), Integer.parseInt(matcher.group(2))));
    }
}
