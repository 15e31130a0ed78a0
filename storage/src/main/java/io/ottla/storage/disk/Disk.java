package io.ottla.storage.disk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Folders and the names in them. A change to a name (create, rename, delete) survives a loss of power only once
 * {@link #forceDirectory} has returned for the folder it is in; bytes survive it once {@link DiskFile#force} has.
 */
public interface Disk {
    /** How a file is opened. */
    enum Mode {
        /** For reading; the file must be there. */
        READ,
        /** For reading and writing; the file must be there. */
        WRITE,
        /** For reading and writing; the file is made, empty, when it is not there. */
        CREATE
    }

    /** Opens a file. Throws {@link java.nio.file.NoSuchFileException} when it has to be there and is not. */
    DiskFile open(Path file, Mode mode) throws IOException;

    /** The names of all that is in {@code folder}, sorted. */
    List<String> list(Path folder) throws IOException;

    /** Whether there is a file or a folder of this name, and which, how long it is and when it was last written. */
    Entry stat(Path path) throws IOException;

    /** Gives {@code from} the name {@code to} in one step; a file that had the name is gone. */
    void rename(Path from, Path to) throws IOException;

    /** Deletes a file or an empty folder; returns false when there was none. */
    boolean delete(Path path) throws IOException;

    /** Makes {@code folder} and its parents, as far as they are missing. */
    void createFolders(Path folder) throws IOException;

    /** Makes every earlier change to the names in {@code folder} durable. */
    void forceDirectory(Path folder) throws IOException;

    /** The size of the volume that {@code folder} is on, and how much of it can still be used. */
    Space space(Path folder) throws IOException;

    /**
     * Takes the lock file {@code file}, made when missing; empty when another process, or someone else in this one, holds it.
     * Closing the handle gives it up.
     */
    Optional<AutoCloseable> lock(Path file) throws IOException;

    /** Whether there is something of this name. */
    default boolean exists(Path path) throws IOException {
        return stat(path).kind() != Kind.MISSING;
    }

    /** What a name stands for. */
    enum Kind {
        FILE,
        FOLDER,
        MISSING
    }

    /**
     * What is known of a name without opening it.
     *
     * @param sizeBytes the length of a file, 0 for all else
     * @param modifiedMs when it was last written, in milliseconds since the epoch
     */
    record Entry(Kind kind, long sizeBytes, long modifiedMs) {
        public static final Entry MISSING = new Entry(Kind.MISSING, 0, 0);
    }

    /** The space of a volume, in bytes. */
    record Space(long totalBytes, long usableBytes) {}
}
