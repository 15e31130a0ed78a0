package io.ottla.broker.coordinator.runtime;

/** The answer to one who was parked. Nothing happens when nobody is parked under the key. */
public record Wake<R>(String waiterKey, R response) {}
