package io.ottla.storage.log;

import io.ottla.storage.TopicPartition;
import io.ottla.storage.compaction.Compaction;
import io.ottla.storage.compaction.DirtyRange;
import io.ottla.storage.disk.DiskFullException;
import io.ottla.storage.epoch.EpochEndOffset;
import io.ottla.storage.producer.AppendOrigin;
import io.ottla.storage.producer.ProducerStateTable;
import io.ottla.storage.retention.Retention;
import io.ottla.storage.segment.AbortedTransaction;
import io.ottla.storage.segment.LogSegment;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The log of one partition. One thread owns it; nothing here waits for another.
 *
 * <p>When the disk refuses, a method throws {@link StorageFailure}, and so does every one that is called after it: the caller
 * takes the data folder offline. A batch that is damaged on disk, but can be told from a failing disk, is a {@link
 * io.ottla.storage.segment.CorruptLogException}, which concerns this partition alone.
 */
public final class PartitionLog {
    /** In a partition's folder, the file with the topic's id. */
    public static final String METADATA_FILE_NAME = "partition.metadata";

    private final LogState log;
    private final LogFlusher flusher;
    private final LogAppender appender;
    private final LogReader reader;
    private final OffsetSearch search;
    private final LogTruncation truncation;
    private final LogCompactor compactor;
    private final LogGuard guard;

    /** A log that goes on where it was found. Its producers' expiry and its config are the caller's to keep up to date. */
    public PartitionLog(RecoveredLog found, LogConfig config, LogEnvironment environment) {
        this.log = new LogState(found, config, environment);
        this.flusher = new LogFlusher(log, found.recoveryPoint(), found.openedMs());
        this.appender = new LogAppender(log, flusher);
        this.reader = new LogReader(log);
        this.search = new OffsetSearch(log);
        this.truncation = new LogTruncation(log, flusher);
        this.compactor = new LogCompactor(log, reader, found.cleanedOffset());
        this.guard = new LogGuard(log, appender, truncation);
    }

    // What and where.

    public TopicPartition partition() {
        return log.partition;
    }

    /** The partition's folder. */
    public Path folder() {
        return log.folder;
    }

    public LogConfig config() {
        return log.config;
    }

    /** Goes by another config from now on. */
    public void configure(LogConfig config) {
        log.config = config;
    }

    public int segmentCount() {
        return log.segments.count();
    }

    /** Bytes in all {@code .log} files. */
    public long sizeBytes() {
        return log.segments.sizeBytes();
    }

    /**
     * The producers: to verify transactions, to describe and to expire them. Appends are noted by the log itself; what is
     * staged counts already.
     */
    public ProducerStateTable producers() {
        return log.producers;
    }

    // Offsets.

    /** The first offset that may be read. */
    public long logStartOffset() {
        return log.logStartOffset;
    }

    /** The offset of the next record, after all that is written. */
    public long logEndOffset() {
        return log.logEndOffset;
    }

    /** As it was last given; after a restart the log's start, until it is given. */
    public long highWatermark() {
        return log.highWatermark;
    }

    /** Everything below is on the platter. To be written to the {@code recovery-point-offset-checkpoint} as it is. */
    public long recoveryPoint() {
        return flusher.recoveryPoint();
    }

    /** Sets the high watermark, kept within the log; returns what it is now. */
    public long updateHighWatermark(long highWatermark) {
        log.highWatermark = Math.clamp(highWatermark, log.logStartOffset, log.logEndOffset);
        log.producers.highWatermarkAdvanced(log.highWatermark);
        return log.highWatermark;
    }

    /** Where readers of committed records end: the high watermark, or the first record of a transaction before it. */
    public long lastStableOffset() {
        OptionalLong unstable = log.producers.firstUnstableOffset();
        long stable = unstable.orElse(log.highWatermark);
        return Math.clamp(stable, log.logStartOffset, log.highWatermark);
    }

    // Appending.

    /**
     * Checks one batch, gives it its place and stamps it where it lies; {@link #write} puts it down. Until then {@code batch}
     * must stay as it is, and nobody is told of it; afterwards its position is at its limit. The CRC is not checked here:
     * whoever received the batch did. What was staged so far is written before a new segment begins, and with a transaction's
     * marker.
     *
     * @param batch one batch of format v2, all that remains of the buffer
     * @throws DiskFull as {@link #write} does; the batch is not staged then
     */
    public StageResult stage(ByteBuffer batch, AppendRequest request) {
        log.checkUsable();
        try {
            return appender.stage(batch, request);
        } catch (IOException refused) {
            throw guard.takeBack("appending to", refused);
        }
    }

    /** {@link #stage(ByteBuffer, AppendRequest)} for what needs no ticket and is no marker. */
    public StageResult stage(ByteBuffer batch, AppendOrigin origin, int leaderEpoch, long nowMs) {
        return stage(batch, new AppendRequest(origin, leaderEpoch, nowMs));
    }

    /**
     * Writes all that is staged; from here on it can be read. It survives the process, though not yet a loss of power.
     *
     * @throws DiskFull when nothing of it could be written; it was never staged then, and the log goes on
     */
    public void write() {
        log.checkUsable();
        try {
            appender.write();
        } catch (IOException refused) {
            throw guard.takeBack("appending to", refused);
        }
    }

    /**
     * Whether the data folder has room for {@code bytes} more, besides its reserve. To be asked before clients' records are
     * staged, and counted on.
     */
    public boolean hasRoomFor(long bytes, long nowMs) {
        return log.space.admits(bytes, nowMs);
    }

    /** Whether something is staged and not written. */
    public boolean hasStaged() {
        return !appender.isEmpty();
    }

    /** Ends the active segment, unless it is empty, and starts a new one. */
    public void roll(long nowMs) {
        guard.runUnlessFull("rolling", () -> {
            appender.write();
            appender.roll(log.logEndOffset, nowMs);
            return null;
        });
    }

    // Reading.

    /**
     * The batches from the one that {@code startOffset} is in, up to {@code maxBytes} and before {@code upperBoundOffset}
     * (high watermark, last stable offset or log end offset), at most to the end of a segment. Empty when there is nothing
     * (yet). The slice is to be released.
     */
    public ReadResult read(long startOffset, int maxBytes, AtLeast atLeast, long upperBoundOffset) {
        return guard.run("reading", () -> reader.read(startOffset, maxBytes, atLeast, upperBoundOffset));
    }

    /** The aborted transactions that a reader of committed records must know for a slice that was read from an offset. */
    public List<AbortedTransaction> abortedTransactions(long startOffset, LogSlice slice) {
        return guard.run("reading", () -> reader.abortedIn(startOffset, slice));
    }

    /** The aborted transactions with records from {@code fromOffset} to {@code toOffset} (exclusive). */
    public List<AbortedTransaction> abortedTransactions(long fromOffset, long toOffset) {
        return guard.run("reading", () -> reader.aborted(fromOffset, toOffset));
    }

    /** The first record with this timestamp or a later one. The caller checks that it is visible. */
    public Optional<FoundOffset> offsetForTimestamp(long timestampMs) {
        return guard.run("searching", () -> search.firstAtOrAfter(timestampMs));
    }

    /** The first record with the largest timestamp. */
    public Optional<FoundOffset> maxTimestampOffset() {
        return guard.run("searching", search::maxTimestamp);
    }

    /** The log's start, with the epoch there. */
    public FoundOffset earliestOffset() {
        return new FoundOffset(
                log.logStartOffset,
                -1,
                log.epochs.epochForOffset(log.logStartOffset).orElse(-1));
    }

    /** The high watermark or another offset that stands for the end, with the latest epoch. */
    public FoundOffset latestOffset(long offset) {
        return new FoundOffset(offset, -1, log.epochs.latestEpoch().orElse(-1));
    }

    // Leader epochs.

    /** Notes that a leader starts here, before it has appended anything. */
    public void assignEpoch(int leaderEpoch, long startOffset) {
        if (log.epochs.assign(leaderEpoch, startOffset)) {
            log.noteEpochsChanged();
        }
    }

    public OptionalInt latestEpoch() {
        return log.epochs.latestEpoch();
    }

    public OptionalInt epochForOffset(long offset) {
        return log.epochs.epochForOffset(offset);
    }

    /** Where an epoch ended, or the largest one before it that is known. */
    public EpochEndOffset endOffsetForEpoch(int leaderEpoch) {
        return log.epochs.endOffsetFor(leaderEpoch, log.logEndOffset);
    }

    // Flushing.

    /**
     * A flush that is due, since a segment was ended, or by {@code flush.messages} or {@code flush.ms}. To be run elsewhere,
     * and given back.
     */
    public Optional<FlushTask> dueFlush(long nowMs) {
        return guard.run("flushing", () -> flusher.due(nowMs));
    }

    /** Begins a flush of all that is written below {@code upToOffset}. Empty when one is running, or nothing is left to do. */
    public Optional<FlushTask> beginFlush(long upToOffset) {
        return guard.run("flushing", () -> flusher.begin(Math.min(upToOffset, log.logEndOffset)));
    }

    /** Takes a flush back that has run; the recovery point moves. */
    public void completeFlush(FlushTask task) {
        flusher.complete(task);
    }

    /** Flushes here and now, as the metadata log does before it answers. No other flush is running. */
    public void flush() {
        beginFlush(log.logEndOffset).ifPresent(task -> {
            task.run();
            completeFlush(task);
            if (task.isPostponed()) {
                guard.run("flushing", task::refuse);
            }
        });
    }

    // Taking away.

    /**
     * Lets the log start at {@code offset} (DeleteRecords). Segments that become superfluous go with the next retention.
     *
     * @return false when the offset is above the high watermark; true also when the log starts there or later already
     */
    public boolean advanceLogStartOffset(long offset) {
        log.checkUsable();
        if (offset > log.highWatermark) {
            return false;
        }
        if (offset > log.logStartOffset) {
            truncation.startAt(offset);
        }
        return true;
    }

    /**
     * Deletes the segments that the log need not keep by {@code retention.ms}, {@code retention.bytes} and its start offset;
     * when all are too old, a new one is started. Returns how many were deleted.
     */
    public int applyRetention(long nowMs) {
        if (compactor.isRunning()) {
            // Whoever ends the compaction asks again. To call it off each time could keep a large log from ever being
            // compacted.
            return 0;
        }
        return guard.runUnlessFull("deleting old segments of", () -> {
            appender.write();
            Retention retention = log.config.delete()
                    ? new Retention(log.config.retentionMs(), log.config.retentionBytes())
                    : Retention.FOREVER;
            List<LogSegment> segments = log.segments.all();
            int count = retention.count(
                    segments, new Retention.Bounds(log.logStartOffset, log.highWatermark, log.logEndOffset), nowMs);
            if (count == segments.size() && !hasRolled(nowMs)) {
                count--;
            }
            if (count > 0) {
                truncation.deleteFirst(count, nowMs);
                reader.forget();
            }
            return count;
        });
    }

    /** Starts a new segment; not when there is no room for one, as there may be when the others have gone. */
    private boolean hasRolled(long nowMs) throws IOException {
        try {
            appender.roll(log.logEndOffset, nowMs);
            return true;
        } catch (DiskFullException full) {
            log.space.noteFull(nowMs);
            return false;
        }
    }

    /**
     * Drops everything from {@code offset} on. The recovery point may fall; the caller writes its checkpoint before it appends
     * again.
     */
    public void truncateTo(long offset, long nowMs) {
        guard.run("truncating", () -> {
            appender.write();
            reader.forget();
            compactor.noteTruncated(offset);
            if (offset < log.logEndOffset) {
                truncation.truncateTo(offset, nowMs);
            } else {
                // The epochs may hold one that this broker began as a leader, and never wrote under.
                truncation.truncateEpochs(log.logEndOffset);
            }
            appender.restartAt(log.logEndOffset);
            return null;
        });
    }

    /** Drops everything; the log is empty, and goes on at {@code offset}. The caller writes the checkpoints. */
    public void truncateFullyAndStartAt(long offset, long nowMs) {
        guard.run("truncating", () -> {
            appender.discard();
            reader.forget();
            compactor.noteTruncated(offset);
            truncation.restartAt(offset, nowMs);
            appender.restartAt(offset);
            return null;
        });
    }

    // Compacting.

    /**
     * What there is to compact; empty when nothing is due, or a compaction is running. It ends at the recovery point at the
     * latest: were a record dropped for a newer one of its key, and the power to take that, the key would be lost.
     */
    public Optional<DirtyRange> dueCompaction(long nowMs) {
        return guard.run("looking for what to compact in", () -> compactor.due(compactionLimit(), nowMs));
    }

    /** The same, be it worth the work or not. */
    public Optional<DirtyRange> dirtyRange(long nowMs) {
        return guard.run("looking for what to compact in", () -> compactor.range(compactionLimit(), nowMs));
    }

    private long compactionLimit() {
        return Math.min(lastStableOffset(), recoveryPoint());
    }

    /** Begins a compaction of what {@link #dueCompaction} found. To be run elsewhere, and given back step by step. */
    public CompactionTask beginCompaction(DirtyRange due, Compaction.Tools tools, long nowMs) {
        return guard.run("compacting", () -> compactor.begin(due, tools, nowMs));
    }

    /** Takes a step of a compaction back. Returns whether the task is to go on; else it is over. */
    public boolean take(CompactionTask task, CompactionTask.Step step, long nowMs) {
        return guard.run("compacting", () -> compactor.take(task, step, nowMs));
    }

    /** Has a compaction that is running end soon. */
    public void cancelCompaction() {
        compactor.cancel();
    }

    /** Before it the log is compacted; empty when it never was. To be written to the {@code cleaner-offset-checkpoint}. */
    public OptionalLong cleanedOffset() {
        return compactor.cleanedOffset();
    }

    /** Whether the log was found to be damaged, and is not compacted any more. */
    public boolean isUncleanable() {
        return compactor.isUncleanable();
    }

    // Moving.

    /** Whether something is done to the files elsewhere: a flush or a compaction. */
    public boolean isBusy() {
        return flusher.isRunning() || compactor.isRunning();
    }

    /** How often the end of the log was cut off. */
    public long truncations() {
        return flusher.truncations();
    }

    /**
     * This log as it goes on in {@code copy}, which has all its records: with all that is known of producers and epochs. It is
     * not to be used any more.
     *
     * @param folder the name that the copy has got since
     * @param cleanedOffset before it the copy is compacted
     */
    public RecoveredLog continuedIn(RecoveredLog copy, Path folder, OptionalLong cleanedOffset) {
        return log.continuedIn(copy, folder, cleanedOffset);
    }

    // The end.

    /**
     * Begins a clean end: everything is written, and a producer snapshot taken, so that a start that finds the marker of a clean
     * shutdown need not read the log. What makes it durable is to be run elsewhere, and given to {@link #endClose}; empty when
     * there is nothing to do. No flush is running. That there is a folder for the partition is as durable as the data folder is
     * made later, when it is marked.
     */
    public Optional<FlushTask> beginClose() {
        return beginClose(false);
    }

    private Optional<FlushTask> beginClose(boolean folderToo) {
        return guard.run("closing", () -> {
            appender.write();
            if (!log.changed) {
                return Optional.empty();
            }
            log.segments.active().finish();
            log.snapshots.write(log.logEndOffset, log.producers.snapshot());
            if (!log.producers.isEmpty()) {
                // Were the power to take one that has none, the next start would read more, and come to the same.
                flusher.noteSnapshot(log.snapshots.path(log.logEndOffset));
            }
            return Optional.of(flusher.beginLast(folderToo));
        });
    }

    /** Takes back what {@link #beginClose} gave, which has run. The log is not used afterwards. */
    public void endClose(FlushTask task) {
        completeFlush(task);
        abandon();
    }

    /** Ends cleanly, here and now. The log is not used afterwards. */
    public void close() {
        beginClose(true).ifPresent(task -> {
            task.run();
            completeFlush(task);
        });
        abandon();
    }

    /** Lets go of all files as they are: before the partition's folder is deleted, or when its data folder has failed. */
    public void abandon() {
        compactor.cancel();
        appender.discard();
        log.segments.all().forEach(LogSegment::close);
    }
}
