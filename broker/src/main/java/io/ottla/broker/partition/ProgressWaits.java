package io.ottla.broker.partition;

import io.ottla.broker.shard.ShardTurn;
import io.ottla.broker.wait.WaitingRoom;
import io.ottla.storage.TopicPartition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Requests that wait on partitions of one shard: for records, or for anything else that would let them be answered. Each is
 * asked again at most once in a burst, after all partitions of the burst have been written.
 */
public final class ProgressWaits {
    private final Set<TopicPartition> changed = new LinkedHashSet<>();
    private WaitingRoom<TopicPartition, Waiter> room;
    private boolean askDue;
    private boolean closed;

    /** A request that waits. */
    public interface Waiter {
        /** Something it waits on has changed. Returns true when it has waited enough, and is to be let go. */
        boolean changed(ShardTurn turn);

        /** Its time is up, or nobody is to wait any longer; it has been let go, and must not come back. */
        void expired(long nowMs);
    }

    /**
     * Has {@code waiter} wait on {@code partitions}, which must not change, until {@code deadlineMs} at most: or, after
     * {@link #close}, until this burst is over.
     */
    public void park(Waiter waiter, Collection<TopicPartition> partitions, long deadlineMs, ShardTurn turn) {
        if (room == null) {
            room = new WaitingRoom<>(turn.timers(), Waiter::expired);
        }
        room.park(waiter, partitions, deadlineMs);
        if (closed) {
            turn.atEndOfBurst(this::expireAll);
        }
    }

    /** Nobody waits any longer: those who do are let go now, and those who come later with the burst that brought them. */
    void close(ShardTurn turn) {
        closed = true;
        expireAll(turn);
    }

    private void expireAll(ShardTurn turn) {
        if (room != null) {
            room.expireAll(turn.nowMs());
        }
    }

    /** Lets a waiter go, if it still waits. */
    public void release(Waiter waiter) {
        if (room != null) {
            room.release(waiter);
        }
    }

    /** How many wait. */
    public int size() {
        return room == null ? 0 : room.size();
    }

    /** Something about a partition has changed: those who wait on it are asked at the end of the burst. */
    void changed(TopicPartition partition, ShardTurn turn) {
        if (room == null || !room.isAwaited(partition)) {
            return;
        }
        changed.add(partition);
        if (!askDue) {
            askDue = true;
            turn.atEndOfBurst(this::ask);
        }
    }

    private void ask(ShardTurn turn) {
        askDue = false;
        List<TopicPartition> partitions = new ArrayList<>(changed);
        changed.clear();
        Set<Waiter> waiters = new LinkedHashSet<>();
        partitions.forEach(partition -> waiters.addAll(room.waitingOn(partition)));
        for (Waiter waiter : waiters) {
            if (waiter.changed(turn)) {
                room.release(waiter);
            }
        }
    }
}
