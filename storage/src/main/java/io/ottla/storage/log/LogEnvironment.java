package io.ottla.storage.log;

import io.ottla.storage.disk.Disk;
import io.ottla.storage.segment.FilePool;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/** What all logs of one owner share. */
public final class LogEnvironment {
    private final FilePool files;
    private final PendingDeletions deletions;
    private final RandomGenerator random;
    private final SpaceReserve reserve;
    private final AppendMemory appends = new AppendMemory();
    /** How much room the data folders have; made as they are needed. */
    private final Map<Path, SpaceGauge> gauges = new HashMap<>();

    /** With the usual reserve. */
    public LogEnvironment(FilePool files, PendingDeletions deletions, RandomGenerator random) {
        this(files, deletions, random, SpaceReserve.DEFAULT);
    }

    /**
     * @param deletions where logs put the files that are to be deleted later
     * @param random draws each segment's {@code segment.jitter.ms}
     * @param reserve how much room is kept free of records
     */
    public LogEnvironment(FilePool files, PendingDeletions deletions, RandomGenerator random, SpaceReserve reserve) {
        this.files = files;
        this.deletions = deletions;
        this.random = random;
        this.reserve = reserve;
    }

    public FilePool files() {
        return files;
    }

    public PendingDeletions deletions() {
        return deletions;
    }

    public Disk disk() {
        return files.disk();
    }

    RandomGenerator random() {
        return random;
    }

    AppendMemory appends() {
        return appends;
    }

    SpaceGauge gaugeOf(Path logDir) {
        return gauges.computeIfAbsent(logDir, folder -> new SpaceGauge(disk(), folder, reserve));
    }
}
