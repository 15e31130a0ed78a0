package io.ottla.broker;

import io.ottla.broker.config.Endpoint;
import io.ottla.broker.metrics.Metrics;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** A broker that serves. */
final class RunningBroker implements AutoCloseable {
    private final List<Endpoint> endpoints;
    private final Metrics metrics;
    private final StartedParts parts;
    private final AtomicBoolean closed = new AtomicBoolean();

    RunningBroker(List<Endpoint> endpoints, Metrics metrics, StartedParts parts) {
        this.endpoints = List.copyOf(endpoints);
        this.metrics = metrics;
        this.parts = parts;
    }

    List<Endpoint> endpoints() {
        return endpoints;
    }

    Metrics metrics() {
        return metrics;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            parts.stopAll();
        }
    }
}
