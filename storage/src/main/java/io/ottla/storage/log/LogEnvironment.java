package io.ottla.storage.log;

import io.ottla.storage.disk.Disk;
import io.ottla.storage.segment.FilePool;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * What all logs of one owner share.
 *
 * @param deletions where logs put the files that are to be deleted later
 * @param gauges how much room the data folders have; made as they are needed
 * @param random draws each segment's {@code segment.jitter.ms}
 */
public record LogEnvironment(
        FilePool files, PendingDeletions deletions, RandomGenerator random, Map<Path, SpaceGauge> gauges) {
    public LogEnvironment(FilePool files, PendingDeletions deletions, RandomGenerator random) {
        this(files, deletions, random, new HashMap<>());
    }

    SpaceGauge gaugeOf(Path logDir) {
        return gauges.computeIfAbsent(logDir, folder -> new SpaceGauge(disk(), folder));
    }

    public Disk disk() {
        return files.disk();
    }
}
