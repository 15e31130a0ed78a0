package io.ottla.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.List;

/** The thread that reads answers; and sends a new request for each, on lanes that no {@link Pacer} sends on. */
final class LoadLoop implements Runnable, AutoCloseable {
    private static final long LOOK_UP_EVERY_MS = 50;

    private final Selector selector;
    private final List<Lane> lanes;
    private volatile boolean sending = true;
    private volatile boolean running = true;
    private volatile Throwable failure;

    LoadLoop(List<Lane> lanes) throws IOException {
        this.lanes = lanes;
        this.selector = Selector.open();
        for (Lane lane : lanes) {
            lane.channel().register(selector, SelectionKey.OP_READ, lane);
        }
    }

    @Override
    public void run() {
        try {
            selector.keys().forEach(this::send);
            while (running) {
                selector.select(this::serve, LOOK_UP_EVERY_MS);
            }
        } catch (IOException | RuntimeException e) {
            failure = e;
        }
    }

    private void serve(SelectionKey key) {
        try {
            if (key.isReadable()) {
                ((Lane) key.attachment()).read();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        send(key);
    }

    private void send(SelectionKey key) {
        Lane lane = (Lane) key.attachment();
        if (lane.isPaced()) {
            return;
        }
        long nowNanos = System.nanoTime();
        while (sending && lane.hasRoom()) {
            lane.issue(nowNanos);
        }
        try {
            boolean allWritten = lane.flush();
            // A lane without answers has only the socket to say when it may go on.
            boolean wantsToWrite = !allWritten || (sending && !lane.isAnswered());
            int interest = wantsToWrite ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ;
            if (key.interestOps() != interest) {
                key.interestOps(interest);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends nothing new from now on; answers are still read. */
    void stopSending() {
        sending = false;
    }

    void stop() {
        running = false;
    }

    /** Why the thread ended before it was told to; null if it did not. */
    Throwable failure() {
        return failure;
    }

    boolean isDrained() {
        return lanes.stream().allMatch(lane -> lane.inFlight() == 0);
    }

    boolean isFinished() {
        return lanes.stream().allMatch(Lane::isFinished);
    }

    @Override
    public void close() throws IOException {
        selector.close();
    }
}
