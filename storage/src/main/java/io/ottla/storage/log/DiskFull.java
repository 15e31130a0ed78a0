package io.ottla.storage.log;

import io.ottla.storage.disk.DiskFullException;
import java.nio.file.Path;

/**
 * The volume has no room for what was to be written. Where {@link PartitionLog} says so, nothing of it was, and the log is as
 * it was before and goes on; everywhere else this is a failure like any other.
 */
public final class DiskFull extends StorageFailure {
    private static final long serialVersionUID = 1L;

    public DiskFull(Path logDir, String doing, DiskFullException cause) {
        super(logDir, doing, cause);
    }
}
