package io.ottla.broker.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MetricsRegistryTest {
    private final MetricsRegistry metrics = new MetricsRegistry();

    @Test
    void oneNameIsOneCounterWhoeverAsks() {
        metrics.counter(MetricName.of("requests_total", "api", "Fetch")).add(2);
        metrics.counter(new MetricName("requests_total", Map.of("api", "Fetch")))
                .increment();

        assertThat(metrics.snapshot())
                .containsExactly(new Sample.Count(MetricName.of("requests_total", "api", "Fetch"), 3));
    }

    @Test
    void aSnapshotHasEverythingInTheOrderOfNames() {
        AtomicLong level = new AtomicLong(5);
        metrics.gauge(MetricName.of("b_level"), level::get);
        metrics.counter(MetricName.of("c_total"));
        metrics.histogram(MetricName.of("a_us")).record(1);
        level.set(6);

        assertThat(metrics.snapshot())
                .extracting(sample -> sample.name().toString())
                .containsExactly("a_us", "b_level", "c_total");
        assertThat(metrics.snapshot().get(1)).isEqualTo(new Sample.Level(MetricName.of("b_level"), 6));
    }
}
