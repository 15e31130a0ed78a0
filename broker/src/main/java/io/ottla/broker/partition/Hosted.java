package io.ottla.broker.partition;

import java.util.ArrayList;
import java.util.List;

/**
 * What a shard has under a partition's name.
 *
 * <pre>
 *   (nothing) ──asked for──► Opening ──opened──► Online ──log dir failed──► Offline
 *                               └───────opening failed──────────────────────►
 *   any ──deleted──► (nothing)
 * </pre>
 */
sealed interface Hosted {
    /** The log is being opened in the background; requests wait for it. */
    record Opening(List<PartitionFinder> waiting) implements Hosted {
        Opening() {
            this(new ArrayList<>());
        }
    }

    record Online(Partition partition) implements Hosted {}

    /** Its log dir failed. */
    record Offline() implements Hosted {}
}
