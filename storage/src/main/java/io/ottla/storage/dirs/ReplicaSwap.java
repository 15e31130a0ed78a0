package io.ottla.storage.dirs;

import io.ottla.storage.disk.Disk;
import io.ottla.storage.log.StorageFailure;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Puts the finished copy of a partition's log in the place of the log, in another data folder.
 *
 * <pre>
 *   1  a/t-0 → a/t-0.&lt;id&gt;-delete       before: a restart throws the copy away, and begins anew
 *   2  b/t-0.&lt;id&gt;-future → b/t-0       in between: a restart finds the copy alone, and does this
 * </pre>
 *
 * <p>Each step is durable before the next one.
 *
 * @param current the log's folder; the log is not used any more
 * @param deleted the name that it gets
 * @param future the copy's folder, all of it durable
 * @param live the name that the copy gets
 */
public record ReplicaSwap(Path current, Path deleted, Path future, Path live) {
    public void run(Disk disk) {
        rename(disk, current, deleted);
        try {
            rename(disk, future, live);
        } catch (StorageFailure failure) {
            rename(disk, deleted, current);
            throw failure;
        }
    }

    static void rename(Disk disk, Path from, Path to) {
        Path logDir = from.toAbsolutePath().getParent();
        try {
            disk.rename(from, to);
            disk.forceDirectory(logDir);
        } catch (IOException refused) {
            throw new StorageFailure(logDir, "renaming " + from + " to " + to.getFileName(), refused);
        }
    }
}
