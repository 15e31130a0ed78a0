package io.ottla.broker.coordinator.runtime;

/**
 * A coordinator for one partition of its internal topic: pure, owned by that partition's shard.
 *
 * @param <C> what it is asked
 * @param <E> what happens to it; the only thing that changes its state
 * @param <R> what it answers
 */
public interface CoordinatorMachine<C, E extends CoordinatorEvent, R> {

    /** Decides on a command. Reads state and changes none. */
    Decision<E, R> decide(C command, long nowMs);

    /** Decides on what has to happen since a timer's time has come. Nobody waits for its outcome. */
    Decision<E, R> due(TimerCommand.Key timer, long nowMs);

    /** Changes the state by an event that was decided on, or that was read back from the log. Never refuses. */
    void apply(E event);

    /**
     * Takes note of an event that was read back from the log as part of a transaction: it happens when the transaction is
     * committed, and never if it is aborted. For coordinators whose records are never part of one, this is not called.
     */
    default void applyPending(long producerId, E event) {
        throw new UnsupportedOperationException("no transactions are expected in the log of " + this);
    }

    /** A transaction of which events are pending, or of which there is none, has ended. */
    default void endTransaction(long producerId, boolean committed) {
        // Nothing can be pending.
    }

    /**
     * All of the log has been applied, and commands come next: what has to happen of itself, such as the timers of members
     * that were there before.
     */
    Decision<E, R> loaded(long nowMs);
}
