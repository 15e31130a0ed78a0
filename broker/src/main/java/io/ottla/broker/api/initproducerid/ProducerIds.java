package io.ottla.broker.api.initproducerid;

import io.ottla.broker.api.initproducerid.ProducerIdBlocks.Block;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * Hands out producer ids, each once in the life of the cluster, from blocks that the controller allots to this broker. The
 * next block is asked for before the last is used up, so that nobody waits but the first. Owned by one thread; who waits is
 * a value.
 *
 * @param <W> who wants an id
 */
final class ProducerIds<W> {
    /** The next block is asked for when less than one in this many ids is left. */
    private static final int PREFETCH_SHARE = 10;

    /** Who got which id. */
    record Grant<W>(W to, long producerId) {}

    private final Queue<W> waiting = new ArrayDeque<>();
    private Block current = new Block(0, 0);
    private Block next;
    private long nextId;
    private boolean requested;

    /** Puts {@code waiter} in the queue; {@link #grants} tells when its turn has come. */
    void want(W waiter) {
        waiting.add(waiter);
    }

    /** Hands out what there is to those who wait, first come first. */
    List<Grant<W>> grants() {
        List<Grant<W>> grants = new ArrayList<>(waiting.size());
        while (!waiting.isEmpty() && hasId()) {
            grants.add(new Grant<>(waiting.remove(), nextId));
            nextId++;
        }
        return grants;
    }

    /** True, once, when the controller is to be asked for a block: {@link #allotted} or {@link #refused} follows. */
    boolean takeRequest() {
        boolean needed = !requested && next == null && isRunningLow();
        requested |= needed;
        return needed;
    }

    /** The controller has answered. */
    void allotted(Block block) {
        requested = false;
        next = block;
    }

    /** The controller could not answer: those who wait are to be told, and may come again. */
    List<W> refused() {
        requested = false;
        List<W> turnedAway = new ArrayList<>(waiting);
        waiting.clear();
        return turnedAway;
    }

    private boolean hasId() {
        if (nextId >= current.end() && next != null) {
            current = next;
            next = null;
            nextId = current.first();
        }
        return nextId < current.end();
    }

    private boolean isRunningLow() {
        return current.end() - nextId <= current.size() / PREFETCH_SHARE;
    }
}
