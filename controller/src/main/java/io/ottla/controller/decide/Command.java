package io.ottla.controller.decide;

/**
 * Something that the controller is asked to do.
 *
 * @param <R> the reply
 */
public interface Command<R> {

    /** Decides, without changing anything. */
    Decision<R> decide(DecisionInput input);

    /** What the log calls it. */
    default String name() {
        return getClass().getSimpleName();
    }
}
