package io.ottla.bench.groups;

import java.util.concurrent.locks.LockSupport;

/** A member on a thread of its own: it joins, and then sends heartbeats until it is stopped. */
abstract class GroupMember implements Runnable {
    /** More often than clients do, so that what is measured is the broker and not the members' patience. */
    private static final long HEARTBEAT_EVERY_NS = 100_000_000;

    private volatile boolean ending;
    private volatile Throwable failure;

    /** Joins the group. */
    abstract void join();

    /** Sends a heartbeat, and does what the answer asks for. */
    abstract void heartbeat();

    abstract void disconnect();

    @Override
    public final void run() {
        try {
            join();
            while (!ending) {
                LockSupport.parkNanos(HEARTBEAT_EVERY_NS);
                heartbeat();
            }
        } catch (RuntimeException e) {
            if (!ending) {
                failure = e;
            }
        } finally {
            disconnect();
        }
    }

    final void stop() {
        ending = true;
    }

    /** Why the member ended before it was told to; null if it did not. */
    final Throwable failure() {
        return failure;
    }
}
