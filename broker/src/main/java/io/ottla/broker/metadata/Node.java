package io.ottla.broker.metadata;

import java.util.Optional;

/** A broker and its address on some listener. */
public record Node(int id, String host, int port, Optional<String> rack, boolean fenced) {}
