package io.ottla.storage.log;

import io.ottla.storage.disk.Disk;
import io.ottla.storage.segment.FilePool;
import java.util.random.RandomGenerator;

/**
 * What all logs of one owner share.
 *
 * @param deletions where logs put the files that are to be deleted later
 * @param random draws each segment's {@code segment.jitter.ms}
 */
public record LogEnvironment(FilePool files, PendingDeletions deletions, RandomGenerator random) {
    public Disk disk() {
        return files.disk();
    }
}
