package io.ottla.broker.shard;

/** Timers of one owner thread, in the time that the owner is given: nothing fires unless the owner's turn comes. */
public interface Timers {
    /**
     * Has {@code task} called on the owner's thread at the first turn whose time is {@code deadlineMs} or later. A deadline
     * that is not after the turn's own time fires a millisecond after it, so that a task may set itself again.
     */
    Timer at(long deadlineMs, Task task);

    /** A timer that was set. */
    interface Timer {
        /** Keeps it from firing. Does nothing once it has fired or been cancelled. */
        void cancel();

        long deadlineMs();
    }

    /** What happens at the deadline. */
    @FunctionalInterface
    interface Task {
        void fire(long nowMs);
    }
}
