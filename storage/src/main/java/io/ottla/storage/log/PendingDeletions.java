package io.ottla.storage.log;

import io.ottla.storage.disk.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Files that bear the name of deleted ones and wait for their delay to pass. Filled by the logs of one owner; the owner takes
 * what is due and has it deleted in the background.
 */
public final class PendingDeletions {
    private final PriorityQueue<Deletion> queue = new PriorityQueue<>();

    /** Files to be deleted at {@code dueMs}, in this order. {@link #run} may be called on any thread. */
    public record Deletion(Path logDir, List<Path> files, long dueMs) implements Comparable<Deletion> {
        @Override
        public int compareTo(Deletion other) {
            return Long.compare(dueMs, other.dueMs);
        }

        /** Deletes the files. Throws {@link StorageFailure} when the disk refuses. */
        public void run(Disk disk) {
            try {
                for (Path file : files) {
                    disk.delete(file);
                }
            } catch (IOException refused) {
                throw new StorageFailure(logDir, "deleting " + files, refused);
            }
        }
    }

    public void add(Deletion deletion) {
        queue.add(deletion);
    }

    /** Takes out what is due. */
    public List<Deletion> takeDue(long nowMs) {
        List<Deletion> due = new ArrayList<>();
        while (!queue.isEmpty() && queue.peek().dueMs() <= nowMs) {
            due.add(queue.poll());
        }
        return due;
    }

    /** Takes out everything, as at a stop: names alone then tell the next start what to delete. */
    public List<Deletion> takeAll() {
        return takeDue(Long.MAX_VALUE);
    }

    public boolean isEmpty() {
        return queue.isEmpty();
    }
}
