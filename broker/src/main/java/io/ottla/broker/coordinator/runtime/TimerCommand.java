package io.ottla.broker.coordinator.runtime;

/** Sets or cancels a timer. A machine's timers go by keys; setting one that is set moves it. */
public sealed interface TimerCommand {

    /** What a timer is for. Compared by value: as a rule a record. */
    interface Key {}

    Key key();

    /** Has {@link CoordinatorMachine#due} called with the key at {@code deadlineMs}, once. */
    record Set(Key key, long deadlineMs) implements TimerCommand {}

    record Cancel(Key key) implements TimerCommand {}
}
