package io.ottla.broker.coordinator.runtime;

import io.ottla.wire.api.ErrorCode;
import java.util.List;

/**
 * What a machine makes of a command.
 *
 * @param events what happens, in order; appended as a whole or not at all
 * @param outcome what the one who asked is told
 * @param wakes answers to those who were parked earlier
 * @param timers timers to set and to cancel
 * @param effects what is to be done outside when the events are committed
 */
public record Decision<E, R>(
        List<E> events, Outcome<R> outcome, List<Wake<R>> wakes, List<TimerCommand> timers, List<Effect> effects) {

    public Decision(List<E> events, Outcome<R> outcome, List<Wake<R>> wakes, List<TimerCommand> timers) {
        this(events, outcome, wakes, timers, List.of());
    }

    public static <E, R> Decision<E, R> reply(R response) {
        return new Decision<>(List.of(), new Outcome.Reply<>(response), List.of(), List.of());
    }

    public static <E, R> Decision<E, R> reply(List<E> events, R response) {
        return new Decision<>(events, new Outcome.Reply<>(response), List.of(), List.of());
    }

    public static <E, R> Decision<E, R> reject(ErrorCode error) {
        return new Decision<>(List.of(), new Outcome.Reject<>(error), List.of(), List.of());
    }

    public static <E, R> Decision<E, R> nothing() {
        return new Decision<>(List.of(), new Outcome.Nothing<>(), List.of(), List.of());
    }

    public Decision<E, R> withWakes(List<Wake<R>> more) {
        return new Decision<>(events, outcome, more, timers, effects);
    }

    public Decision<E, R> withTimers(List<TimerCommand> more) {
        return new Decision<>(events, outcome, wakes, more, effects);
    }

    public Decision<E, R> withEffects(List<Effect> more) {
        return new Decision<>(events, outcome, wakes, timers, more);
    }
}
