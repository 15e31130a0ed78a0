package io.ottla.storage.log;

import io.ottla.storage.compaction.Compaction;
import io.ottla.storage.compaction.DirtyRange;
import io.ottla.storage.compaction.LastRecords;
import io.ottla.storage.segment.LogSegment;
import io.ottla.storage.segment.SegmentFacts;
import io.ottla.storage.segment.SegmentFileName;
import io.ottla.storage.segment.SegmentFileName.Kind;
import io.ottla.storage.segment.SegmentFileName.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The owner's part of compaction: what to do when, and swapping in what was done.
 *
 * <pre>
 *   1  x.log.cleaned → x.log.swap, and its indexes       before: a restart deletes what is there
 *   2  the segments that go → .deleted                   from here on: a restart finishes the swap
 *   3  x.log.swap → x.log, and its indexes
 * </pre>
 *
 * <p>File systems make changes to names durable in the order they were made, so that a loss of power comes in between two of
 * them, too.
 */
final class LogCompactor {
    private static final Logger LOG = LoggerFactory.getLogger(LogCompactor.class);
    private static final long FULL_DISK_PAUSE_MS = 30_000;
    private static final List<Kind> FILES =
            List.of(Kind.LOG, Kind.OFFSET_INDEX, Kind.TIME_INDEX, Kind.TRANSACTION_INDEX);

    private final LogState log;
    private final LogReader reader;
    private OptionalLong cleanedOffset;
    private CompactionTask running;
    private boolean uncleanable;
    private long notBeforeMs = Long.MIN_VALUE;

    LogCompactor(LogState log, LogReader reader, OptionalLong cleanedOffset) {
        this.log = log;
        this.reader = reader;
        this.cleanedOffset = cleanedOffset;
    }

    OptionalLong cleanedOffset() {
        return cleanedOffset;
    }

    boolean isUncleanable() {
        return uncleanable;
    }

    boolean isRunning() {
        return running != null;
    }

    /** What there is to do and worth the work; empty when nothing is. */
    Optional<DirtyRange> due(long limitOffset, long nowMs) throws IOException {
        return range(limitOffset, nowMs)
                .filter(dirty -> dirty.isDue(log.config.compaction().minCleanableRatio()));
    }

    /**
     * How much there is to do, be it worth the work or not; empty when nothing can be done now.
     *
     * @param limitOffset before it records are there to stay
     */
    Optional<DirtyRange> range(long limitOffset, long nowMs) throws IOException {
        if (!log.config.compact() || uncleanable || running != null || log.segments.count() < 2) {
            return Optional.empty();
        }
        if (nowMs < notBeforeMs || log.space.isShort(nowMs)) {
            return Optional.empty();
        }
        return Optional.of(DirtyRange.of(
                log.segments.all(),
                new DirtyRange.Bounds(log.logStartOffset, limitOffset, log.logEndOffset, cleanedOffset),
                log.config.compaction(),
                nowMs));
    }

    CompactionTask begin(DirtyRange range, Compaction.Tools tools, long nowMs) throws IOException {
        List<LogSegment> segments = log.segments.all().stream()
                .filter(segment -> segment.baseOffset() < range.firstUncleanableOffset())
                .toList();
        List<SegmentFacts> facts = segments.stream().map(LogSegment::facts).toList();
        Compaction.Plan plan = new Compaction.Plan(
                log.folder,
                facts,
                range,
                reader.aborted(segments.getFirst().baseOffset(), range.firstUncleanableOffset()),
                new LastRecords(log.producers.snapshot()),
                new Compaction.Rules(
                        log.config.compaction().deleteRetentionMs(),
                        log.config.segmentBytes(),
                        log.config.segmentIndexBytes(),
                        log.config.indexIntervalBytes()),
                nowMs);
        Compaction compaction = new Compaction(plan, tools, log.environment.random());
        running = new CompactionTask(log.logDir(), log.partition.toString(), compaction, segments);
        return running;
    }

    /** Takes a step. Returns whether there is another one. */
    boolean take(CompactionTask task, CompactionTask.Step step, long nowMs) throws IOException {
        switch (step) {
            case CompactionTask.Step.Swap swap -> {
                if (isStillWanted(task, swap.group())) {
                    swap(swap.group(), nowMs);
                } else {
                    discard(swap.group());
                    task.cancel();
                }
                return true;
            }
            case CompactionTask.Step.Done done -> {
                if (!task.isCancelled()) {
                    cleanedOffset = OptionalLong.of(done.cleanedOffset());
                    LOG.info("Compacted {} up to offset {}: {}", log.partition, done.cleanedOffset(), done.count());
                }
            }
            case CompactionTask.Step.Cancelled cancelled ->
                LOG.info("The compaction of {} was called off, for the log has changed", log.partition);
            case CompactionTask.Step.Full full -> {
                notBeforeMs = nowMs + FULL_DISK_PAUSE_MS;
                LOG.warn(
                        "The compaction of {} needs more room than there is, and is tried again in {} ms: {}",
                        log.partition,
                        FULL_DISK_PAUSE_MS,
                        full.full().getMessage());
            }
            case CompactionTask.Step.Damaged damaged -> {
                uncleanable = true;
                LOG.error("{} is damaged, and is not compacted any more", log.partition, damaged.damage());
            }
        }
        running = running == task ? null : running;
        return false;
    }

    /** The log is cut at {@code endOffset}, or its first segments go: what is being done may be of what is no more. */
    void noteTruncated(long endOffset) {
        cancel();
        if (cleanedOffset.isPresent()) {
            cleanedOffset = OptionalLong.of(Math.min(cleanedOffset.getAsLong(), endOffset));
        }
    }

    void cancel() {
        if (running != null) {
            running.cancel();
        }
    }

    private boolean isStillWanted(CompactionTask task, Compaction.CleanedGroup group) {
        if (task.isCancelled() || running != task) {
            return false;
        }
        for (SegmentFacts replaced : group.replaced()) {
            int index = log.segments.floor(replaced.baseOffset());
            if (index < 0
                    || index >= log.segments.count() - 1
                    || !task.segments().contains(log.segments.get(index))
                    || log.segments.get(index).sizeBytes() != replaced.sizeBytes()) {
                return false;
            }
        }
        return true;
    }

    private void swap(Compaction.CleanedGroup group, long nowMs) throws IOException {
        SegmentFacts cleaned = group.cleaned();
        int first = log.segments.floor(cleaned.baseOffset());
        List<LogSegment> old = List.copyOf(
                log.segments.all().subList(first, first + group.replaced().size()));
        rename(cleaned, Stage.CLEANED, Stage.SWAP);
        List<Path> deleted = new ArrayList<>();
        for (LogSegment segment : old) {
            deleted.addAll(segment.markDeleted());
            if (segment.baseOffset() != cleaned.baseOffset()) {
                deleted.addAll(log.snapshots.markDeleted(segment.baseOffset()));
            }
        }
        rename(cleaned, Stage.SWAP, Stage.LIVE);
        LogSegment replacement = new LogSegment(
                log.environment.files(), log.folder, cleaned, old.getLast().createdMs(), 0);
        log.segments.replace(first, old.size(), replacement);
        log.noteNamesChanged();
        log.environment
                .deletions()
                .add(new PendingDeletions.Deletion(log.logDir(), deleted, nowMs + log.config.fileDeleteDelayMs()));
        reader.forget();
    }

    private void rename(SegmentFacts segment, Stage from, Stage to) throws IOException {
        for (Kind kind : FILES) {
            if (kind != Kind.TRANSACTION_INDEX || segment.abortedEntries() > 0) {
                log.environment.disk().rename(path(segment, kind, from), path(segment, kind, to));
            }
        }
    }

    private void discard(Compaction.CleanedGroup group) throws IOException {
        for (Kind kind : FILES) {
            log.environment.disk().delete(path(group.cleaned(), kind, Stage.CLEANED));
        }
    }

    private Path path(SegmentFacts segment, Kind kind, Stage stage) {
        return log.folder.resolve(SegmentFileName.of(segment.baseOffset(), kind, stage));
    }
}
