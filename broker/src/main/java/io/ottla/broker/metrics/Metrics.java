package io.ottla.broker.metrics;

import java.util.List;
import java.util.function.LongSupplier;

/**
 * The door to the broker's metrics. Asking twice for the same name gives the same counter or histogram, so parts that
 * share a metric need not know each other. Ask at start and keep the answer; do not ask per request.
 */
public interface Metrics {
    Counter counter(MetricName name);

    Histogram histogram(MetricName name);

    /**
     * Registers a value that is read when a snapshot is taken, on the reader's thread: {@code value} must be safe to call
     * from any thread. The latest registration under a name wins.
     */
    void gauge(MetricName name, LongSupplier value);

    /** Every metric's value now, sorted by name and labels. */
    List<Sample> snapshot();
}
