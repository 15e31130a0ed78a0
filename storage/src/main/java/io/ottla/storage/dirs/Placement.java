package io.ottla.storage.dirs;

import io.ottla.storage.TopicPartition;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ObjLongConsumer;

/**
 * Which partition is in which data folder, how many are in each, and what the folders' checkpoints are to say; there may be
 * a hundred thousand partitions, so that nothing is kept twice.
 */
final class Placement {
    private final Map<TopicPartition, PlacedLog> logs = new TreeMap<>();
    private final Map<LogDir, Integer> counts = new HashMap<>();
    /** The folders in which a checkpoint is not what it should be. */
    private final Map<OffsetCheckpoint, Set<LogDir>> outdated = new EnumMap<>(OffsetCheckpoint.class);

    /** Gone from a folder since its recovery points were last written, so that the file may still have theirs. */
    private final Map<LogDir, Set<TopicPartition>> goneSince = new HashMap<>();

    Placement() {
        for (OffsetCheckpoint checkpoint : OffsetCheckpoint.values()) {
            outdated.put(checkpoint, new HashSet<>());
        }
    }

    Optional<LogDir> dirOf(TopicPartition partition) {
        return Optional.ofNullable(logs.get(partition)).map(PlacedLog::dir);
    }

    /** Places a partition, or has it in another folder from now on; returns where it was before. */
    Optional<LogDir> put(TopicPartition partition, LogDir dir) {
        PlacedLog known = logs.get(partition);
        LogDir before = known == null ? null : known.dir();
        if (known == null) {
            logs.put(partition, new PlacedLog(dir));
        } else {
            leave(before);
            known.moveTo(dir);
        }
        counts.merge(dir, 1, Integer::sum);
        outdated.values().forEach(dirs -> dirs.add(dir));
        return Optional.ofNullable(before);
    }

    /** Returns where the partition was. */
    Optional<LogDir> remove(TopicPartition partition) {
        PlacedLog removed = logs.remove(partition);
        if (removed == null) {
            return Optional.empty();
        }
        leave(removed.dir());
        goneSince.computeIfAbsent(removed.dir(), dir -> new HashSet<>()).add(partition);
        return Optional.of(removed.dir());
    }

    /** What was told of a log that is there no more would be taken for what holds of the next one of its name. */
    private void leave(LogDir dir) {
        counts.merge(dir, -1, Integer::sum);
        outdated.values().forEach(dirs -> dirs.add(dir));
    }

    /** Whether a folder's file may have a recovery point of an earlier log of this name. */
    boolean mayHaveOldRecoveryPoint(TopicPartition partition, LogDir dir) {
        return goneSince.getOrDefault(dir, Set.of()).contains(partition);
    }

    int countIn(LogDir dir) {
        return counts.getOrDefault(dir, 0);
    }

    /** In the order of their names. */
    List<TopicPartition> partitionsIn(LogDir dir) {
        return logs.entrySet().stream()
                .filter(entry -> entry.getValue().dir() == dir)
                .map(Map.Entry::getKey)
                .toList();
    }

    // Checkpoints.

    /** Notes what a checkpoint is to say of a partition from now on; of one that is not here, nothing. */
    void note(OffsetCheckpoint checkpoint, TopicPartition partition, long offset) {
        PlacedLog log = logs.get(partition);
        if (log != null && !log.offset(checkpoint).equals(OptionalLong.of(offset))) {
            log.note(checkpoint, offset);
            outdated.get(checkpoint).add(log.dir());
        }
    }

    /** What a checkpoint is to say of a partition; empty when it is nothing. */
    OptionalLong offset(OffsetCheckpoint checkpoint, TopicPartition partition) {
        PlacedLog log = logs.get(partition);
        return log == null ? OptionalLong.empty() : log.offset(checkpoint);
    }

    boolean isOutdated(OffsetCheckpoint checkpoint, LogDir dir) {
        return outdated.get(checkpoint).contains(dir);
    }

    /** What a folder's checkpoint should say is what it says. */
    void noteWritten(OffsetCheckpoint checkpoint, LogDir dir) {
        outdated.get(checkpoint).remove(dir);
        if (checkpoint == OffsetCheckpoint.RECOVERY_POINT) {
            goneSince.remove(dir);
        }
    }

    /** Shows what a folder's checkpoint is to say, in the order of the partitions' names. */
    void forEachOffset(OffsetCheckpoint checkpoint, LogDir dir, ObjLongConsumer<TopicPartition> visitor) {
        logs.forEach((partition, log) -> {
            if (log.dir() == dir) {
                log.offset(checkpoint).ifPresent(offset -> visitor.accept(partition, offset));
            }
        });
    }
}
