package io.ottla.broker.quota;

/** How much a second {@code holder} may use. */
record Limit(Holder holder, double perSecond) {}
