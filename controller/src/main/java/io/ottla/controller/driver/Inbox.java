package io.ottla.controller.driver;

import io.ottla.controller.ImageListener;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jctools.queues.MessagePassingQueue;
import org.jctools.queues.atomic.MpscChunkedAtomicArrayQueue;

/**
 * What others send to the controller's thread, and how they wake it.
 *
 * <p>Waking costs a system call, so it is done only when the thread said that it is about to sleep. It says so first and
 * looks at the queue after that; a sender fills the queue first and looks whether the thread sleeps after that.
 */
final class Inbox {
    private static final int INITIAL_CAPACITY = 64;

    /** So many commands may wait; more are refused. */
    static final int COMMANDS_MAX = 16 * 1024;

    private static final long SLEEP_MAX_MS = 10_000;

    private final MessagePassingQueue<Pending<?>> commands =
            new MpscChunkedAtomicArrayQueue<>(INITIAL_CAPACITY, COMMANDS_MAX);
    private final Queue<ImageListener> listeners = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean sleeping = new AtomicBoolean();
    private final AtomicBoolean woken = new AtomicBoolean();
    private volatile Thread owner;
    private volatile boolean stopping;
    private volatile boolean closed;

    /** The thread that is to be woken. */
    void ownedBy(Thread thread) {
        owner = thread;
    }

    /** Returns false when too many wait already, or the controller stops. */
    boolean offer(Pending<?> command) {
        if (stopping || !commands.offer(command)) {
            return false;
        }
        wakeIfAsleep();
        return true;
    }

    void offer(ImageListener listener) {
        listeners.add(listener);
        wake();
    }

    void stop() {
        stopping = true;
        wake();
    }

    /** Has the thread look around, though no command has come. */
    void wake() {
        woken.set(true);
        wakeIfAsleep();
    }

    private void wakeIfAsleep() {
        if (sleeping.get() && sleeping.compareAndSet(true, false)) {
            LockSupport.unpark(owner);
        }
    }

    /** Whether what comes now is perhaps never looked at. */
    boolean isClosed() {
        return closed;
    }

    // For the owner.

    /** The thread looks a last time. */
    void close() {
        stopping = true;
        closed = true;
    }

    /** The next command; null when there is none. */
    Pending<?> poll() {
        return commands.poll();
    }

    /** The next listener to be added; null when there is none. */
    ImageListener pollListener() {
        return listeners.poll();
    }

    boolean isStopping() {
        return stopping;
    }

    boolean isEmpty() {
        return commands.isEmpty();
    }

    /** Sleeps until {@code deadlineMs}, or until something has come. */
    void sleep(long deadlineMs, long nowMs) {
        sleeping.set(true);
        if (commands.isEmpty() && !woken.get()) {
            long sleepMs = Math.min(deadlineMs - nowMs, SLEEP_MAX_MS);
            LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(sleepMs));
        }
        sleeping.set(false);
        woken.set(false);
    }
}
