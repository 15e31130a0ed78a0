package io.ottla.storage.log;

import io.ottla.storage.compaction.Compaction;
import io.ottla.storage.compaction.CompactionCount;
import io.ottla.storage.disk.DiskFullException;
import io.ottla.storage.segment.LogSegment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Compacts a log. Begun by the log's owner; {@link #next} runs elsewhere, again and again, and each {@link Step} is given back
 * to the owner with {@link PartitionLog#take}, until that says that it is over. A log has one at a time.
 */
public final class CompactionTask {
    private final Path logDir;
    private final String name;
    private final Compaction compaction;

    /** The segments as they were at the beginning; the owner's to look at. */
    private final List<LogSegment> segments;

    CompactionTask(Path logDir, String name, Compaction compaction, List<LogSegment> segments) {
        this.logDir = logDir;
        this.name = name;
        this.compaction = compaction;
        this.segments = List.copyOf(segments);
    }

    /** What the owner is to do. */
    public sealed interface Step {
        /** Cleaned files are there, to be swapped in; then comes the next step. */
        record Swap(Compaction.CleanedGroup group) implements Step {}

        /** All is compacted, up to an offset. */
        record Done(long cleanedOffset, CompactionCount count) implements Step {}

        /** It was called off, since the log has changed. */
        record Cancelled() implements Step {}

        /** There is no room for what is to take the place of segments. */
        record Full(DiskFullException full) implements Step {}

        /** The log cannot be compacted, for it is damaged. */
        record Damaged(RuntimeException damage) implements Step {}
    }

    /** Goes on as far as it can without the owner. Throws {@link StorageFailure} when the disk refuses. */
    public Step next() {
        try {
            Optional<Compaction.CleanedGroup> group = compaction.next();
            return group.isPresent()
                    ? new Step.Swap(group.get())
                    : new Step.Done(compaction.cleanedOffset(), compaction.count());
        } catch (Compaction.Cancelled cancelled) {
            return new Step.Cancelled();
        } catch (DiskFullException full) {
            return new Step.Full(full);
        } catch (IOException refused) {
            if (compaction.isCancelled()) {
                // The files that it was reading are no more.
                return new Step.Cancelled();
            }
            throw new StorageFailure(logDir, "compacting " + name, refused);
        } catch (RuntimeException damage) {
            // Whatever it is, it is no reason to go on, nor for anything else to stop.
            return compaction.isCancelled() ? new Step.Cancelled() : new Step.Damaged(damage);
        }
    }

    /** Has it end soon: the next step is that it is cancelled. From any thread. */
    public void cancel() {
        compaction.cancel();
    }

    boolean isCancelled() {
        return compaction.isCancelled();
    }

    List<LogSegment> segments() {
        return segments;
    }
}
