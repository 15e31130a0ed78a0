package io.ottla.broker.config;

/** A host and a port, as written in the settings: nothing was looked up. */
public record Endpoint(String host, int port) {

    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
