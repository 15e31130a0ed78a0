package io.ottla.broker.shard;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * The thread of a shard: reads the clock once a turn, and sleeps when there is nothing to do.
 *
 * <p>Waking a sleeping thread costs a system call, so a sender does it only when the owner said that it is about to sleep.
 * The owner says so first and looks at its inbox after that; the sender fills the inbox first and looks whether the owner
 * sleeps after that. One of the two always sees the other.
 */
final class ShardThread {
    private static final long SLEEP_MAX_MS = TimeUnit.SECONDS.toMillis(10);

    private final Shard shard;
    private final LongSupplier clockMs;
    private final Thread thread;
    private final AtomicBoolean sleeping = new AtomicBoolean();
    private volatile boolean stopping;

    /** Makes the thread, not started yet. What escapes from a turn ends the thread and goes to {@code onFatal}. */
    ShardThread(Shard shard, String name, LongSupplier clockMs, Thread.UncaughtExceptionHandler onFatal) {
        this.shard = shard;
        this.clockMs = clockMs;
        this.thread = new Thread(this::run, name);
        thread.setUncaughtExceptionHandler(onFatal);
        shard.onMessage(this::wakeIfAsleep);
    }

    void start() {
        thread.start();
    }

    /** Has the thread do all that was sent so far and end. */
    void stop() {
        stopping = true;
        wakeIfAsleep();
    }

    /** Waits until the thread has ended; false when it has not after {@code patience}, or the caller was interrupted. */
    boolean awaitEnd(Duration patience) {
        try {
            return thread.join(patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void run() {
        try {
            while (!stopping || shard.hasMessages()) {
                long nowMs = clockMs.getAsLong();
                if (shard.turn(nowMs) == 0) {
                    sleepUntil(shard.nextTimerMs(), nowMs);
                }
            }
        } finally {
            shard.failQueued(new IllegalStateException("the shard has stopped"));
        }
    }

    private void sleepUntil(long deadlineMs, long nowMs) {
        sleeping.set(true);
        if (!shard.hasMessages() && !stopping) {
            long sleepMs = Math.min(deadlineMs - nowMs, SLEEP_MAX_MS);
            LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(sleepMs));
        }
        sleeping.set(false);
    }

    private void wakeIfAsleep() {
        if (sleeping.get() && sleeping.compareAndSet(true, false)) {
            LockSupport.unpark(thread);
        }
    }
}
