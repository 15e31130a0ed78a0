package io.ottla.broker.metrics;

/** The value of one metric at the time of a snapshot. */
public sealed interface Sample {
    MetricName name();

    /** A sum since the start of the broker. */
    record Count(MetricName name, long sum) implements Sample {}

    /** A value that goes up and down. */
    record Level(MetricName name, long value) implements Sample {}

    /** How the recorded values were distributed since the start of the broker. */
    record Distribution(MetricName name, HistogramSnapshot values) implements Sample {}
}
