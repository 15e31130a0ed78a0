package io.ottla.broker.shard;

import java.util.ArrayList;
import java.util.List;

/**
 * What one thread sends to shards between {@link #begin} and {@link #end}. The shards are not woken for it; at the end the
 * sender takes the turns of those that are free itself, and all that it has sent to a shard is one burst. Belongs to its
 * thread; see {@link Shards#burst}.
 *
 * <p>Bursts may be nested, as when the answer to one request has the next one looked at: the outermost counts.
 */
public final class SendBurst {
    private final List<ShardThread> sentTo = new ArrayList<>(4);
    private int depth;

    SendBurst() {}

    public void begin() {
        depth++;
    }

    public void end() {
        if (depth == 1) {
            // Still under way: what a turn sends on, to this shard or another, is done here too.
            while (!sentTo.isEmpty()) {
                sentTo.removeLast().visit();
            }
        }
        depth--;
    }

    boolean isUnderWay() {
        return depth > 0;
    }

    void add(ShardThread shard) {
        if (!sentTo.contains(shard)) {
            sentTo.add(shard);
        }
    }
}
