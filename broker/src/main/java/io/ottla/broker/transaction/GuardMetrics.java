package io.ottla.broker.transaction;

import io.ottla.broker.metrics.Counter;
import io.ottla.broker.metrics.Histogram;
import io.ottla.broker.metrics.MetricName;
import io.ottla.broker.metrics.Metrics;

/**
 * What guards count: what the reference has as {@code VerificationTimeMs} and {@code VerificationFailureRate} of its
 * {@code AddPartitionsToTxnManager}.
 *
 * @param timeMs from a question to its answer
 * @param failures partitions of which the answer was not yes
 */
record GuardMetrics(Histogram timeMs, Counter failures) {
    static GuardMetrics of(Metrics metrics) {
        return new GuardMetrics(
                metrics.histogram(MetricName.of("add_partitions_to_txn_verification_time_ms")),
                metrics.counter(MetricName.of("add_partitions_to_txn_verification_failures_total")));
    }
}
