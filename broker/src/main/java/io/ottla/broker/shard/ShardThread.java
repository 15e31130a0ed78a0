package io.ottla.broker.shard;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Gives a shard its turns, one at a time: on a thread of its own, or on that of a {@link SendBurst visitor} who has just sent
 * it something and found it free. What is between two hand-overs of {@code held} is one owner's, whichever thread it is.
 *
 * <pre>
 *   free ──thread: messages, or a timer is due──► held ──nothing left──► free
 *   free ──visitor: has sent something──────────► held ──nothing left──► free
 * </pre>
 *
 * <p>A visitor saves waking the thread and being woken by its answer, which for a small request costs more than the request.
 * Whoever finds the shard held leaves it to the holder, who looks at the inbox once more after letting go.
 *
 * <p>Waking a sleeping thread costs a system call, so a sender does it only when the thread said that it is about to sleep.
 * The thread says so first and looks at the inbox after that; the sender fills the inbox first and looks whether the thread
 * sleeps after that. One of the two always sees the other.
 */
final class ShardThread {
    private static final long SLEEP_MAX_MS = TimeUnit.SECONDS.toMillis(10);

    /** After so many turns in a row a visitor leaves the rest to the thread: it has other things to see to. */
    private static final int VISITOR_TURNS_MAX = 4;

    private final Shard shard;
    private final LongSupplier clockMs;
    private final ThreadLocal<SendBurst> bursts;
    private final Thread thread;
    private final Thread.UncaughtExceptionHandler onFatal;
    private final AtomicBoolean held = new AtomicBoolean();
    private final AtomicBoolean sleeping = new AtomicBoolean();
    private volatile long sleepsUntilMs;
    private volatile boolean stopping;
    private volatile boolean broken;

    /**
     * Makes the thread, not started yet. What escapes from a turn ends the shard and goes to {@code onFatal}.
     *
     * @param bursts each thread's burst, of which some are under way
     */
    ShardThread(
            Shard shard, LongSupplier clockMs, ThreadLocal<SendBurst> bursts, Thread.UncaughtExceptionHandler onFatal) {
        this.shard = shard;
        this.clockMs = clockMs;
        this.bursts = bursts;
        this.onFatal = onFatal;
        this.thread = new Thread(this::run, "ottla-shard-" + shard.index());
        shard.onMessage(this::sent);
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

    /** Takes turns on the caller's thread, as long as messages wait and nobody else is at it. */
    void visit() {
        for (int turns = 0; shard.hasMessages(); turns++) {
            if (turns == VISITOR_TURNS_MAX) {
                wakeIfAsleep();
                return;
            }
            if (!held.compareAndSet(false, true)) {
                return;
            }
            takeTurn();
            long nextTimerMs = shard.nextTimerMs();
            letGo();
            if (nextTimerMs < sleepsUntilMs) {
                wakeIfAsleep();
            }
        }
    }

    private void run() {
        while (!broken && (!stopping || shard.hasMessages())) {
            if (!held.compareAndSet(false, true)) {
                // Whoever has it wakes this thread for whatever timer there is.
                sleeping(Long.MAX_VALUE);
                sleep(SLEEP_MAX_MS, held.get());
            } else if (takeTurn() > 0) {
                letGo();
            } else {
                long nextTimerMs = shard.nextTimerMs();
                sleeping(nextTimerMs);
                letGo();
                sleep(Math.min(nextTimerMs - clockMs.getAsLong(), SLEEP_MAX_MS), !shard.hasMessages());
            }
        }
        while (!broken && !held.compareAndSet(false, true)) {
            Thread.onSpinWait();
        }
        // It stays held, so that nobody takes a turn any more.
        shard.failQueued(new IllegalStateException("the shard has stopped"));
    }

    private int takeTurn() {
        try {
            return shard.turn(clockMs.getAsLong());
        } catch (Throwable escaped) {
            broken = true;
            shard.failQueued(new IllegalStateException("the shard is broken", escaped));
            onFatal.uncaughtException(Thread.currentThread(), escaped);
            return 0;
        }
    }

    private void letGo() {
        if (!broken) {
            held.set(false);
        }
    }

    /** Says, while the shard is held or was found held, that the thread is about to sleep, and for how long at most. */
    private void sleeping(long untilMs) {
        sleepsUntilMs = untilMs;
        sleeping.set(true);
    }

    private void sleep(long durationMs, boolean nothingToDo) {
        if (nothingToDo && !stopping && !broken) {
            LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(durationMs));
        }
        sleeping.set(false);
    }

    /** Some thread has sent something. */
    private void sent() {
        SendBurst burst = bursts.get();
        if (burst.isUnderWay()) {
            burst.add(this);
        } else if (!held.get()) {
            wakeIfAsleep();
        }
    }

    private void wakeIfAsleep() {
        if (sleeping.get() && sleeping.compareAndSet(true, false)) {
            LockSupport.unpark(thread);
        }
    }
}
