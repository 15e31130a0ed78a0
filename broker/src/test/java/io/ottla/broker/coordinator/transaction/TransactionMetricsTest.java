package io.ottla.broker.coordinator.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.api.TransactionBroker;
import io.ottla.broker.metrics.Levels;
import io.ottla.broker.metrics.MetricName;
import io.ottla.wire.message.AddPartitionsToTxnRequest;
import io.ottla.wire.message.AddPartitionsToTxnRequest.AddPartitionsToTxnTopic;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What can be read of a transaction coordinator from outside. */
class TransactionMetricsTest {
    private static final long CENSUS_MS = 30_000;

    private final TransactionBroker transactions = new TransactionBroker();

    @Test
    void coordinatorsAreCountedByHowFarTheyAre() {
        assertThat(coordinators("active")).isEqualTo(3);
        assertThat(coordinators("loading")).isZero();
        assertThat(level(MetricName.of("transaction_coordinator_partition_load_time_ms")))
                .isEqualTo(3);

        CompletableFuture<Void> stopped = transactions.coordinators.stop();
        transactions.broker.settle();
        assertThat(stopped).isDone();
        assertThat(coordinators("active")).isZero();
    }

    @Test
    void transactionsAreCountedWhenTheyHaveEnded() {
        transactions.init(5);
        begin();
        transactions.holdMarkers = true;
        transactions.end(5, 4_000, 0, true);
        assertThat(completed("commit")).isZero();

        transactions.writeHeldMarkers();
        transactions.broker.settle();
        assertThat(completed("commit")).isEqualTo(1);

        transactions.end(5, 4_000, 1, false);
        assertThat(completed("abort")).isEqualTo(1);
        assertThat(completed("commit")).isEqualTo(1);
        assertThat(level(MetricName.of("transaction_coordinator_batch_flush_time_ms")))
                .isPositive();
    }

    @Test
    void whatIsUnderWayIsLookedAtFromTimeToTime() {
        transactions.init(5);
        begin();
        transactions.broker.advance(CENSUS_MS);
        assertThat(ids("Ongoing")).isEqualTo(1);

        transactions.holdMarkers = true;
        transactions.end(5, 4_000, 0, true);
        transactions.broker.advance(CENSUS_MS);

        assertThat(ids("Ongoing")).isZero();
        assertThat(ids("PrepareCommit")).isEqualTo(1);
        assertThat(level(MetricName.of("transaction_coordinator_missing_marker_count")))
                .isEqualTo(2);
    }

    private void begin() {
        transactions.broker.call(
                transactions.addPartitions,
                3,
                new AddPartitionsToTxnRequest()
                        .v3AndBelowTransactionalId(TransactionBroker.ID)
                        .v3AndBelowProducerId(4_000)
                        .v3AndBelowTopics(List.of(
                                new AddPartitionsToTxnTopic().name("accounts").partitions(List.of(0, 1)))));
    }

    private long coordinators(String state) {
        return level(MetricName.of("transaction_coordinator_num_partitions", "state", state));
    }

    private long completed(String outcome) {
        return level(MetricName.of("transaction_coordinator_transaction_completion_count", "outcome", outcome));
    }

    private long ids(String state) {
        return level(MetricName.of("transaction_coordinator_transactional_id_count", "state", state));
    }

    private long level(MetricName name) {
        return Levels.of(transactions.metrics, name);
    }
}
