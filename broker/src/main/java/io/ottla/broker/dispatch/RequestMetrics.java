package io.ottla.broker.dispatch;

import io.ottla.broker.metrics.Counter;
import io.ottla.broker.metrics.Histogram;
import io.ottla.broker.metrics.MetricName;
import io.ottla.broker.metrics.Metrics;
import io.ottla.wire.api.ApiKey;
import io.ottla.wire.api.ErrorCode;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What is counted of the requests of one API. Errors are rare, so their counters are made when the first one comes. */
final class RequestMetrics {
    private final Metrics metrics;
    private final String api;
    private final Counter requests;
    private final Counter requestBytes;
    private final Histogram timeUs;

    RequestMetrics(Metrics metrics, ApiKey key) {
        this.metrics = metrics;
        this.api = key.apiName();
        this.requests = metrics.counter(MetricName.of("requests_total", "api", api));
        this.requestBytes = metrics.counter(MetricName.of("request_bytes_total", "api", api));
        this.timeUs = metrics.histogram(MetricName.of("request_time_us", "api", api));
    }

    void received(int bytes) {
        requests.increment();
        requestBytes.add(bytes);
    }

    void answered(long durationNs) {
        timeUs.record(TimeUnit.NANOSECONDS.toMicros(durationNs));
    }

    void error(short code) {
        if (code != ErrorCode.NONE.code()) {
            String name = ErrorCode.forCode(code).name();
            metrics.counter(new MetricName("request_errors_total", Map.of("api", api, "error", name)))
                    .increment();
        }
    }
}
