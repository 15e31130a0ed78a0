package io.ottla.bench.load;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * The thread that sends at a fixed rate. A request that is due and finds no room on its lane is sent when there is some; it
 * counts from when it was due all the same.
 */
final class Pacer implements Runnable {
    /** The system wakes a thread up to this much too late; the rest of a wait is spent awake. */
    private static final long AWAKE_FOR_NANOS = 120_000;

    private static final long LONGEST_SLEEP_NANOS = 20_000_000;

    /** How soon a socket that took nothing more is tried again in the end. */
    private static final long WRITE_AGAIN_AFTER_NANOS = 100_000;

    private final List<Lane> lanes;
    private final RateSchedule schedule;
    private final long[] sent;
    private long writeUntilNanos;
    private volatile boolean running = true;
    private volatile Throwable failure;

    Pacer(List<Lane> lanes, RateSchedule schedule) {
        this.lanes = lanes;
        this.schedule = schedule;
        this.sent = new long[lanes.size()];
    }

    @Override
    public void run() {
        try {
            while (running) {
                await(sendWhatIsDue());
            }
            // A request of which a part has gone out would be missed by whoever waits for all to be answered.
            while (!writeWhatIsIssued() && System.nanoTime() - writeUntilNanos < 0) {
                LockSupport.parkNanos(WRITE_AGAIN_AFTER_NANOS);
            }
        } catch (IOException | RuntimeException e) {
            failure = e;
        }
    }

    /** Returns when the next request is due. */
    private long sendWhatIsDue() throws IOException {
        long next = Long.MAX_VALUE;
        for (int i = 0; i < lanes.size(); i++) {
            Lane lane = lanes.get(i);
            long dueNanos = schedule.dueNanos(i, sent[i]);
            while (dueNanos - System.nanoTime() <= 0 && lane.hasRoom()) {
                lane.issue(dueNanos);
                sent[i]++;
                dueNanos = schedule.dueNanos(i, sent[i]);
            }
            lane.flush();
            next = Math.min(next, dueNanos);
        }
        return next;
    }

    /** Returns whether the sockets took everything. */
    private boolean writeWhatIsIssued() throws IOException {
        boolean allWritten = true;
        for (Lane lane : lanes) {
            allWritten &= lane.flush();
        }
        return allWritten;
    }

    private void await(long dueNanos) {
        long waitNanos = dueNanos - System.nanoTime();
        if (waitNanos > AWAKE_FOR_NANOS) {
            LockSupport.parkNanos(Math.min(waitNanos - AWAKE_FOR_NANOS, LONGEST_SLEEP_NANOS));
        } else {
            Thread.onSpinWait();
        }
    }

    /** Issues nothing more, and ends when what is issued is written, or at {@code deadlineNanos} if it is not by then. */
    void stop(long deadlineNanos) {
        writeUntilNanos = deadlineNanos;
        running = false;
    }

    /** Why the thread ended before it was told to; null if it did not. */
    Throwable failure() {
        return failure;
    }
}
