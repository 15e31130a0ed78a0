package io.ottla.broker.coordinator.transaction;

import io.ottla.broker.metrics.MetricName;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What metrics say of transactions. The reference counts none of it. */
final class TransactionCensus {
    private static final MetricName MISSING_MARKERS = MetricName.of("missing_marker_count");
    private static final String COMPLETION_COUNT = "transaction_completion_count";
    private static final MetricName COMMITTED = MetricName.of(COMPLETION_COUNT, "outcome", "commit");
    private static final MetricName ABORTED = MetricName.of(COMPLETION_COUNT, "outcome", "abort");

    private TransactionCensus() {}

    /** Ids by their state, and the markers that are still to be written. */
    static Map<MetricName, Long> of(TransactionBook book) {
        Map<MetricName, Long> counts = new HashMap<>();
        long missing = 0;
        for (Transaction transaction : book.all()) {
            String state = transaction.state().protocolName();
            counts.merge(MetricName.of("transactional_id_count", "state", state), 1L, Long::sum);
            missing += book.withoutMarker(transaction.transactionalId()).size();
        }
        counts.put(MISSING_MARKERS, missing);
        return counts;
    }

    /** The count of ended transactions that an event adds to. */
    static Optional<MetricName> counted(TransactionEvent event) {
        if (!(event instanceof TransactionEvent.Changed changed)) {
            return Optional.empty();
        }
        return switch (changed.now().state()) {
            case COMPLETE_COMMIT -> Optional.of(COMMITTED);
            case COMPLETE_ABORT -> Optional.of(ABORTED);
            case EMPTY, ONGOING, PREPARE_COMMIT, PREPARE_ABORT, DEAD, PREPARE_EPOCH_FENCE -> Optional.empty();
        };
    }
}
