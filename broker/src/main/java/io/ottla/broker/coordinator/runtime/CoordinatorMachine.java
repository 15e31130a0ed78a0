package io.ottla.broker.coordinator.runtime;

import io.ottla.broker.metrics.MetricName;
import java.util.Map;

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
     * All of the log has been applied, and commands come next: what has to happen of itself, such as the timers of members
     * that were there before.
     */
    Decision<E, R> loaded(long nowMs);

    /** How much there is of what, by the names of metrics without their prefix; asked for from time to time. */
    default Map<MetricName, Long> census() {
        return Map.of();
    }
}
