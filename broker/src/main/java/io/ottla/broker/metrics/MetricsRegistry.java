package io.ottla.broker.metrics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;

/** The metrics of one broker. */
public final class MetricsRegistry implements Metrics {
    private final ConcurrentMap<MetricName, Counter> counters = new ConcurrentHashMap<>();
    private final ConcurrentMap<MetricName, Histogram> histograms = new ConcurrentHashMap<>();
    private final ConcurrentMap<MetricName, LongSupplier> gauges = new ConcurrentHashMap<>();

    @Override
    public Counter counter(MetricName name) {
        return counters.computeIfAbsent(name, unused -> new Counter());
    }

    @Override
    public Histogram histogram(MetricName name) {
        return histograms.computeIfAbsent(name, unused -> new Histogram());
    }

    @Override
    public void gauge(MetricName name, LongSupplier value) {
        gauges.put(name, value);
    }

    @Override
    public List<Sample> snapshot() {
        List<Sample> samples = new ArrayList<>();
        counters.forEach((name, counter) -> samples.add(new Sample.Count(name, counter.sum())));
        gauges.forEach((name, value) -> samples.add(new Sample.Level(name, value.getAsLong())));
        histograms.forEach((name, histogram) -> samples.add(new Sample.Distribution(name, histogram.snapshot())));
        samples.sort(Comparator.comparing(sample -> sample.name().toString()));
        return samples;
    }
}
