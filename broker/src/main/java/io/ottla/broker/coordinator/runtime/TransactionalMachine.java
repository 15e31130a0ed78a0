package io.ottla.broker.coordinator.runtime;

/**
 * A coordinator whose events may be part of a client's transaction. Such events are pending until the transaction's marker
 * stands in the coordinator's own log.
 */
public interface TransactionalMachine<C, E extends CoordinatorEvent, R> extends CoordinatorMachine<C, E, R> {

    /**
     * Takes note of an event that was decided on, or read back from the log, as part of a transaction: it happens when the
     * transaction is committed, and never if it is aborted.
     */
    void applyPending(long producerId, E event);

    /** The transaction of a producer, of which events are pending or of which there is none, has ended. */
    void endTransaction(long producerId, boolean committed);
}
