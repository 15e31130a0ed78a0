package io.ottla.broker.metrics;

/** What a test reads of metrics. */
public final class Levels {
    private Levels() {}

    /** The value of a metric, or 0 when there is none of that name: a sum, a level, or how many values were recorded. */
    public static long of(Metrics metrics, MetricName name) {
        return metrics.snapshot().stream()
                .filter(sample -> sample.name().equals(name))
                .mapToLong(Levels::value)
                .sum();
    }

    private static long value(Sample sample) {
        return switch (sample) {
            case Sample.Count count -> count.sum();
            case Sample.Level level -> level.value();
            case Sample.Distribution values -> values.values().count();
        };
    }
}
