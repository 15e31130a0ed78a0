package io.ottla.broker.config;

import java.util.Optional;

/** Who this process is in its cluster. */
public record NodeSettings(int nodeId, Optional<String> rack) {}
