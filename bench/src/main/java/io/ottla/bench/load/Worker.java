package io.ottla.bench.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A share of the connections, and the thread or two that serve them. */
public final class Worker implements AutoCloseable {
    private static final double EVERY_CONNECTION_ANSWERS = 30e9;

    private final List<Lane> lanes;
    private final Tally produced;
    private final Tally fetched;
    private final LoadLoop loop;
    private final Pacer pacer;
    private final List<Thread> threads = new ArrayList<>();

    /** Serves {@code lanes}, which count what they produce and fetch; {@code rate} requests a second on the paced ones. */
    public Worker(List<Lane> lanes, Tally produced, Tally fetched, double rate) throws IOException {
        this.lanes = lanes;
        this.produced = produced;
        this.fetched = fetched;
        this.loop = new LoadLoop(lanes);
        List<Lane> paced = lanes.stream().filter(Lane::isPaced).toList();
        this.pacer = paced.isEmpty() ? null : new Pacer(paced, new RateSchedule(System.nanoTime(), rate, paced.size()));
    }

    public void start() {
        threads.add(new Thread(loop, "load"));
        if (pacer != null) {
            threads.add(new Thread(pacer, "pacer"));
        }
        threads.forEach(Thread::start);
    }

    Tally produced() {
        return produced;
    }

    Tally fetched() {
        return fetched;
    }

    /** Whether there is nothing left to ask for. */
    boolean isFinished() {
        return !lanes.isEmpty() && loop.isFinished();
    }

    /** Sends nothing more, waits for what is in flight, and ends the threads. */
    public void drain() throws InterruptedException {
        long deadlineNanos = System.nanoTime() + (long) EVERY_CONNECTION_ANSWERS;
        if (pacer != null) {
            pacer.stop(deadlineNanos);
            threads.getLast().join();
        }
        loop.stopSending();
        while (!loop.isDrained() && System.nanoTime() - deadlineNanos < 0) {
            check();
            Thread.sleep(1);
        }
        loop.stop();
        threads.getFirst().join();
        check();
        if (!loop.isDrained()) {
            throw new IllegalStateException("requests were left without an answer");
        }
    }

    /** Fails if a thread did. */
    public void check() {
        if (loop.failure() != null) {
            throw new IllegalStateException("the load ended", loop.failure());
        }
        if (pacer != null && pacer.failure() != null) {
            throw new IllegalStateException("the load ended", pacer.failure());
        }
    }

    @Override
    public void close() throws IOException {
        if (pacer != null) {
            pacer.stop(System.nanoTime());
        }
        loop.stop();
        for (Thread thread : threads) {
            boolean interrupted = false;
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        lanes.forEach(Lane::close);
        loop.close();
    }
}
