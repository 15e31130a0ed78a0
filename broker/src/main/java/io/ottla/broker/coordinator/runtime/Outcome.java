package io.ottla.broker.coordinator.runtime;

import io.ottla.wire.api.ErrorCode;

/** What the one who sent a command is told, once the command's events are committed. */
public sealed interface Outcome<R> {
    record Reply<R>(R response) implements Outcome<R> {}

    /** An error in place of all of the response; the API's handler knows its shape. */
    record Reject<R>(ErrorCode error) implements Outcome<R> {}

    /** Nothing yet: a later decision wakes the waiter by its key. A waiter that is parked under a key in use takes its place. */
    record Park<R>(String waiterKey) implements Outcome<R> {}

    /** Nothing at all: for commands that nobody waits on, such as those of timers. */
    record Nothing<R>() implements Outcome<R> {}
}
