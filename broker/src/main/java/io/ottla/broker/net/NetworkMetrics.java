package io.ottla.broker.net;

import io.ottla.broker.metrics.Counter;
import io.ottla.broker.metrics.MetricName;
import io.ottla.broker.metrics.Metrics;

/** What the network layer counts, over all listeners. */
record NetworkMetrics(
        Counter bytesIn, Counter bytesOut, Counter connectionsAccepted, Counter connectionsClosed, Counter badFrames) {

    static NetworkMetrics of(Metrics metrics) {
        return new NetworkMetrics(
                metrics.counter(MetricName.of("network_received_bytes_total")),
                metrics.counter(MetricName.of("network_sent_bytes_total")),
                metrics.counter(MetricName.of("connections_accepted_total")),
                metrics.counter(MetricName.of("connections_closed_total")),
                metrics.counter(MetricName.of("connections_broken_frames_total")));
    }
}
