package io.ottla.storage.log;

import io.ottla.storage.disk.DiskFullException;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The disk refused. What the log holds in memory may now be ahead of its files, so that the log must not be used any more:
 * the caller takes {@link #logDir} offline, with all logs in it. Everything that was visible before still is in the files,
 * as far as they can be read.
 */
public class StorageFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Path logDir;

    public StorageFailure(Path logDir, String doing, IOException cause) {
        super("I/O error in log dir " + logDir + " while " + doing + ": " + cause.getMessage(), cause);
        this.logDir = logDir;
    }

    /** The failure that {@code cause} amounts to: {@link DiskFull} when there is no room left. */
    public static StorageFailure of(Path logDir, String doing, IOException cause) {
        return cause instanceof DiskFullException full
                ? new DiskFull(logDir, doing, full)
                : new StorageFailure(logDir, doing, cause);
    }

    /** The data folder (an entry of {@code log.dirs}) that failed. */
    public Path logDir() {
        return logDir;
    }
}
