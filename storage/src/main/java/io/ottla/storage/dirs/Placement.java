package io.ottla.storage.dirs;

import io.ottla.storage.TopicPartition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which partition is in which data folder, and how many are in each; there may be a hundred thousand. */
final class Placement {
    private final Map<TopicPartition, LogDir> dirs = new TreeMap<>();
    private final Map<LogDir, Integer> counts = new HashMap<>();

    Optional<LogDir> dirOf(TopicPartition partition) {
        return Optional.ofNullable(dirs.get(partition));
    }

    /** Returns where the partition was before. */
    Optional<LogDir> put(TopicPartition partition, LogDir dir) {
        Optional<LogDir> before = remove(partition);
        dirs.put(partition, dir);
        counts.merge(dir, 1, Integer::sum);
        return before;
    }

    /** Returns where the partition was. */
    Optional<LogDir> remove(TopicPartition partition) {
        Optional<LogDir> before = Optional.ofNullable(dirs.remove(partition));
        before.ifPresent(dir -> counts.merge(dir, -1, Integer::sum));
        return before;
    }

    int countIn(LogDir dir) {
        return counts.getOrDefault(dir, 0);
    }

    /** In the order of their names. */
    List<TopicPartition> partitionsIn(LogDir dir) {
        return dirs.entrySet().stream()
                .filter(entry -> entry.getValue() == dir)
                .map(Map.Entry::getKey)
                .toList();
    }
}
