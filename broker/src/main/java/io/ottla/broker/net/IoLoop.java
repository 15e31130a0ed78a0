package io.ottla.broker.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** What the connections of one I/O loop share. Touched by that loop only. */
final class IoLoop {
    private static final int SCRATCH_BYTES = 64 * 1024;

    /** How soon connections that stopped for want of room in the whole broker look again. */
    private static final long ROOM_POLL_MS = 1;

    private final EventLoop eventLoop;
    private final ByteBuf scratch;
    private final Set<Connection> connections = new LinkedHashSet<>();
    private Set<Connection> waitingForRoom = new LinkedHashSet<>();
    private boolean pollScheduled;

    IoLoop(EventLoop eventLoop) {
        this.eventLoop = eventLoop;
        // Not of the pool: a loop without connections need not have a chunk of it.
        this.scratch = Unpooled.directBuffer(SCRATCH_BYTES, SCRATCH_BYTES);
    }

    EventLoop eventLoop() {
        return eventLoop;
    }

    ByteBuf scratch() {
        return scratch;
    }

    void add(Connection connection) {
        connections.add(connection);
    }

    void remove(Connection connection) {
        connections.remove(connection);
    }

    List<Connection> connections() {
        return new ArrayList<>(connections);
    }

    /** Has the connection look again soon whether there is room; those that wait longest look first. */
    void waitForRoom(Connection connection) {
        waitingForRoom.add(connection);
        if (!pollScheduled) {
            pollScheduled = true;
            LoopTimers.after(eventLoop, ROOM_POLL_MS, TimeUnit.MILLISECONDS, this::lookAgain);
        }
    }

    /** Closes what was silent for longer than {@code maxIdleMs}, from now on for ever. */
    void closeIdle(long maxIdleMs) {
        long periodMs = Math.clamp(maxIdleMs / 4, 10, TimeUnit.SECONDS.toMillis(30));
        LoopTimers.every(eventLoop, periodMs, TimeUnit.MILLISECONDS, () -> {
            long nowMs = System.currentTimeMillis();
            connections().forEach(connection -> connection.closeIfIdleSince(nowMs - maxIdleMs));
        });
    }

    /** For the end: gives the loop's memory back. */
    void release() {
        scratch.release();
    }

    private void lookAgain() {
        pollScheduled = false;
        Set<Connection> waiting = waitingForRoom;
        waitingForRoom = new LinkedHashSet<>();
        waiting.forEach(Connection::resumeReading);
    }
}
