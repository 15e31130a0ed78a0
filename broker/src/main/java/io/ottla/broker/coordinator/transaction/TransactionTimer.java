package io.ottla.broker.coordinator.transaction;

import io.ottla.broker.coordinator.runtime.TimerCommand;

/** What a transaction coordinator does in time. */
sealed interface TransactionTimer extends TimerCommand.Key {
    /** The next look at transactions that take too long. */
    record Overdue() implements TransactionTimer {}

    /** One of them is to be aborted. Each is a decision of its own, since its record may fill a batch. */
    record AbortOverdue(String transactionalId) implements TransactionTimer {}

    /** The next look at ids that have not been used for long. */
    record Expiry() implements TransactionTimer {}

    /** Markers that have not been written by then are asked for again. */
    record MarkersAgain(String transactionalId) implements TransactionTimer {}

    /** Somebody has waited for long enough. */
    record WaitTooLong(String transactionalId, String waiterKey) implements TransactionTimer {}
}
