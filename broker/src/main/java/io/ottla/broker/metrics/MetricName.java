package io.ottla.broker.metrics;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The name of a metric and the labels that tell its series apart, as in {@code requests_total{api="Produce"}}. The labels
 * are kept sorted by key so that a series has one spelling.
 *
 * @param name lower case words joined by underscores, with the unit at the end: {@code request_bytes_total}
 * @param labels sorted by key, unmodifiable
 */
public record MetricName(String name, Map<String, String> labels) {
    public MetricName {
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    }

    /** A metric of one series. */
    public static MetricName of(String name) {
        return new MetricName(name, Map.of());
    }

    /** One series of a metric that has one label. */
    public static MetricName of(String name, String label, String value) {
        return new MetricName(name, Map.of(label, value));
    }

    // Both as a record's own would be: those are put together at run time, when first used, and every start uses these.

    @Override
    public boolean equals(Object other) {
        return other instanceof MetricName metric && name.equals(metric.name) && labels.equals(metric.labels);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + labels.hashCode();
    }

    @Override
    public String toString() {
        return labels.isEmpty() ? name : name + labels;
    }
}
