package io.ottla.broker.net;

import java.net.InetSocketAddress;

/** A listener that is open, with the address and port it really has. */
public record BoundListener(String name, InetSocketAddress address) {}
