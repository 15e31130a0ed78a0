package io.ottla.storage.log;

import io.ottla.storage.disk.AtomicFile;
import io.ottla.storage.disk.Disk;
import io.ottla.storage.disk.DiskFile;
import io.ottla.storage.disk.DiskFullException;
import io.ottla.storage.epoch.EpochEntry;
import io.ottla.storage.segment.PinnedFile;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Makes a log durable up to an offset. Begun by the log's owner, {@link #run} anywhere, and given back to the owner with
 * {@link PartitionLog#completeFlush}. A log has one at a time.
 */
public final class FlushTask {
    /**
     * What is to be made durable, besides the files that are open.
     *
     * @param changed whether there are other names in the folder than before
     * @param folderToo whether the folder itself is to be there after a loss of power
     */
    record Names(
            Path logDir,
            Path folder,
            boolean changed,
            boolean folderToo,
            Optional<List<EpochEntry>> epochs,
            List<Path> smallFiles) {}

    private final Disk disk;
    private final Names names;
    private final List<PinnedFile> files;
    private final long upToOffset;
    private final long generation;
    private boolean done;
    private DiskFullException postponed;

    FlushTask(Disk disk, Names names, List<PinnedFile> files, long upToOffset, long generation) {
        this.disk = disk;
        this.names = names;
        this.files = List.copyOf(files);
        this.upToOffset = upToOffset;
        this.generation = generation;
    }

    /** The offset up to which (exclusive) the log is durable once this has run. */
    public long upToOffset() {
        return upToOffset;
    }

    /**
     * Waits for the disk. Throws {@link StorageFailure} when it refuses. When the log was deleted meanwhile, there is nothing
     * left to do, which is no failure; nor is it when there is no room for the small file of leader epochs, which is left to
     * a later flush.
     */
    public void run() {
        try {
            forceRecords();
            for (Path file : names.smallFiles()) {
                force(file);
            }
            if (names.epochs().isPresent()) {
                // Makes all other changes to the names in the folder durable, too.
                Path file = names.folder().resolve(LeaderEpochCheckpoint.FILE_NAME);
                AtomicFile.replace(
                        disk, file, LeaderEpochCheckpoint.encode(names.epochs().get()));
            } else if (names.changed()) {
                disk.forceDirectory(names.folder());
            }
            if (names.folderToo()) {
                disk.forceDirectory(names.logDir());
            }
            done = true;
        } catch (NoSuchFileException deletedMeanwhile) {
            done = false;
        } catch (DiskFullException full) {
            postponed = full;
        } catch (IOException refused) {
            throw new StorageFailure(
                    names.logDir(), "flushing " + names.folder().getFileName(), refused);
        } finally {
            files.forEach(PinnedFile::unpin);
        }
    }

    /** What is lost when this is refused, for whatever reason, is not told by another try. */
    private void forceRecords() {
        try {
            for (PinnedFile file : files) {
                file.file().force();
            }
        } catch (IOException refused) {
            throw new StorageFailure(
                    names.logDir(), "flushing " + names.folder().getFileName(), refused);
        }
    }

    private void force(Path path) throws IOException {
        try (DiskFile file = disk.open(path, Disk.Mode.WRITE)) {
            file.force();
        } catch (NoSuchFileException deletedMeanwhile) {
            // A snapshot whose segment was deleted: no start will ask for it.
        }
    }

    long generation() {
        return generation;
    }

    boolean isDone() {
        return done;
    }

    /** Whether the disk was too full; to be tried again in a while. */
    public boolean isPostponed() {
        return postponed != null;
    }

    /** For a log that cannot wait for room. */
    <T> T refuse() throws IOException {
        throw postponed;
    }

    Names names() {
        return names;
    }
}
