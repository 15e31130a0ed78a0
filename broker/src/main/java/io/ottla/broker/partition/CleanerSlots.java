package io.ottla.broker.partition;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/**
 * As many logs are compacted at a time as there are threads for it, since each takes its share of memory. Shards ask for a
 * slot, and get one in the order they asked. What is in here belongs to the keeper's thread.
 */
final class CleanerSlots {
    private final Executor keeper;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int slots;
    private int free;

    CleanerSlots(Executor keeper, int slots) {
        this.keeper = keeper;
        this.slots = slots;
        this.free = slots;
    }

    /** Asks for a slot; {@code granted} is run when there is one. From any thread. */
    void want(Runnable granted) {
        keeper.execute(() -> {
            waiting.add(granted);
            grant();
        });
    }

    /** Gives a slot back. From any thread. */
    void release() {
        keeper.execute(() -> {
            free++;
            grant();
        });
    }

    /** Has so many slots from now on; what is taken is not taken away. From any thread. */
    void resize(int wanted) {
        keeper.execute(() -> {
            free += wanted - slots;
            slots = wanted;
            grant();
        });
    }

    private void grant() {
        while (free > 0 && !waiting.isEmpty()) {
            free--;
            waiting.remove().run();
        }
    }
}
