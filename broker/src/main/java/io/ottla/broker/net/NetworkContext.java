package io.ottla.broker.net;

/** What all connections of a broker have in common. */
record NetworkContext(
        RequestHandler handler,
        InFlightLimits limits,
        Backpressure backpressure,
        NetworkMetrics metrics,
        int maxFrameBytes) {}
