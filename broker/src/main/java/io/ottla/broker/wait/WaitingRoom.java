package io.ottla.broker.wait;

import io.ottla.broker.shard.Timers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * Who waits on what. A waiter waits on several keys and has one deadline; it leaves all of them together. Waiters on a key
 * come out in the order in which they came. Whether progress on a key is enough for a waiter is for the caller to say: it
 * looks at {@link #waitingOn} and calls {@link #release}.
 *
 * <p>Waiters are told apart by identity.
 */
public final class WaitingRoom<K, W> {
    private final Map<K, LinkedHashSet<Seat<K, W>>> byKey = new HashMap<>();
    private final IdentityHashMap<W, Seat<K, W>> seats = new IdentityHashMap<>();
    private final Timers timers;
    private final Expiry<W> expiry;
    private long seatsGiven;

    /** Told of a waiter whose deadline has passed, which has been let go. */
    @FunctionalInterface
    public interface Expiry<W> {
        void expired(W waiter, long nowMs);
    }

    private static final class Seat<K, W> {
        private final long number;
        private final W waiter;
        private final Collection<K> keys;
        private Timers.Timer deadline;

        private Seat(long number, W waiter, Collection<K> keys) {
            this.number = number;
            this.waiter = waiter;
            this.keys = keys;
        }

        private long number() {
            return number;
        }
    }

    public WaitingRoom(Timers timers, Expiry<W> expiry) {
        this.timers = timers;
        this.expiry = expiry;
    }

    public int size() {
        return seats.size();
    }

    /** Seats a waiter that is not seated yet. {@code keys} is kept and must not change. */
    public void park(W waiter, Collection<K> keys, long deadlineMs) {
        Seat<K, W> seat = new Seat<>(seatsGiven++, waiter, keys);
        if (seats.putIfAbsent(waiter, seat) != null) {
            throw new IllegalStateException("waits already: " + waiter);
        }
        for (K key : keys) {
            byKey.computeIfAbsent(key, any -> new LinkedHashSet<>()).add(seat);
        }
        seat.deadline = timers.at(deadlineMs, nowMs -> {
            leave(seat);
            expiry.expired(waiter, nowMs);
        });
    }

    /** True when somebody waits on {@code key}. */
    public boolean isAwaited(K key) {
        return byKey.containsKey(key);
    }

    /** Who waits on {@code key}, first come first; a copy, so that they may be released while it is gone through. */
    public List<W> waitingOn(K key) {
        LinkedHashSet<Seat<K, W>> waiting = byKey.get(key);
        if (waiting == null) {
            return List.of();
        }
        List<W> waiters = new ArrayList<>(waiting.size());
        for (Seat<K, W> seat : waiting) {
            waiters.add(seat.waiter);
        }
        return waiters;
    }

    /** Lets everybody go before their time, first come first, and tells them as if their time were up. */
    public void expireAll(long nowMs) {
        List<Seat<K, W>> all = new ArrayList<>(seats.values());
        all.sort(Comparator.comparingLong(Seat::number));
        for (Seat<K, W> seat : all) {
            // One who was told before may have released another.
            if (release(seat.waiter)) {
                expiry.expired(seat.waiter, nowMs);
            }
        }
    }

    /** Lets a waiter go; false when it is not here (any more). */
    public boolean release(W waiter) {
        Seat<K, W> seat = seats.get(waiter);
        if (seat == null) {
            return false;
        }
        seat.deadline.cancel();
        leave(seat);
        return true;
    }

    private void leave(Seat<K, W> seat) {
        seats.remove(seat.waiter);
        for (K key : seat.keys) {
            LinkedHashSet<Seat<K, W>> waiting = byKey.get(key);
            if (waiting != null && waiting.remove(seat) && waiting.isEmpty()) {
                byKey.remove(key);
            }
        }
    }
}
