package io.ottla.broker.partition;

import io.ottla.storage.TopicPartition;
import io.ottla.storage.dirs.OffsetCheckpoint;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Queue;

/**
 * The partitions of which a checkpoint may not say any more what holds: so that of a hundred thousand, most of them idle, only
 * those are looked at that something has happened to. Owned by a shard.
 */
final class OffsetNews {
    private static final OffsetCheckpoint[] CHECKPOINTS = OffsetCheckpoint.values();
    private static final int ALL = (1 << CHECKPOINTS.length) - 1;

    private final Map<OffsetCheckpoint, Queue<Partition>> changed = new EnumMap<>(OffsetCheckpoint.class);

    OffsetNews() {
        for (OffsetCheckpoint checkpoint : CHECKPOINTS) {
            changed.put(checkpoint, new ArrayDeque<>());
        }
    }

    /** Any of a partition's offsets may have changed. */
    void note(Partition partition) {
        int known = partition.untoldOffsets();
        if (known == ALL) {
            return;
        }
        for (OffsetCheckpoint checkpoint : CHECKPOINTS) {
            if ((known & bit(checkpoint)) == 0) {
                changed.get(checkpoint).add(partition);
            }
        }
        partition.setUntoldOffsets(ALL);
    }

    boolean isEmpty(OffsetCheckpoint checkpoint) {
        return changed.get(checkpoint).isEmpty();
    }

    /** Whether a partition is still the one of its name. */
    interface Presence {
        boolean has(Partition partition);
    }

    /** Takes out what there is to tell of the next {@code max} partitions; those that are gone are passed over. */
    Map<TopicPartition, Long> take(OffsetCheckpoint checkpoint, int max, Presence here) {
        Queue<Partition> queue = changed.get(checkpoint);
        Map<TopicPartition, Long> offsets = HashMap.newHashMap(Math.min(max, queue.size()));
        for (int i = 0; i < max && !queue.isEmpty(); i++) {
            Partition partition = queue.remove();
            partition.setUntoldOffsets(partition.untoldOffsets() & ~bit(checkpoint));
            if (here.has(partition)) {
                offset(checkpoint, partition).ifPresent(offset -> offsets.put(partition.name(), offset));
            }
        }
        return offsets;
    }

    private static int bit(OffsetCheckpoint checkpoint) {
        return 1 << checkpoint.ordinal();
    }

    /** Empty when the checkpoint has nothing to say of the partition. */
    private static OptionalLong offset(OffsetCheckpoint checkpoint, Partition partition) {
        return switch (checkpoint) {
            case RECOVERY_POINT -> OptionalLong.of(partition.log().recoveryPoint());
            case LOG_START_OFFSET -> OptionalLong.of(partition.log().logStartOffset());
            case HIGH_WATERMARK -> OptionalLong.of(partition.highWatermark());
            case CLEANER -> partition.log().cleanedOffset();
        };
    }
}
