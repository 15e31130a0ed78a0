package io.ottla.storage.log;

import io.ottla.storage.epoch.EpochEntry;
import io.ottla.storage.segment.LogSegment;
import io.ottla.storage.segment.PinnedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Knows what of the log is durable, and begins what makes more of it so. */
final class LogFlusher {
    private final LogState log;
    private final List<Path> unflushedFiles = new ArrayList<>(0);
    private long recoveryPoint;
    private long lastFlushMs;
    private long generation;
    private long runningUpTo;
    private boolean running;
    private boolean rolled;
    /** Whether the file with the topic's id may be lost with the power. */
    private boolean metadataUnflushed;

    LogFlusher(LogState log, long recoveryPoint, long openedMs) {
        this.log = log;
        this.recoveryPoint = recoveryPoint;
        this.lastFlushMs = openedMs;
        this.metadataUnflushed = log.changed;
    }

    long recoveryPoint() {
        return recoveryPoint;
    }

    boolean isRunning() {
        return running;
    }

    long truncations() {
        return generation;
    }

    /**
     * Whether recovery may come to begin at {@code offset}, or behind it, by what was flushed so far. The index files of a
     * segment that ends there must be durable before the next segment is made, since nothing would look at them again.
     */
    boolean mayRecoverFrom(long offset) {
        return recoveryPoint >= offset || (running && runningUpTo >= offset);
    }

    /** A segment was ended, and a snapshot written beside the new one. */
    void noteRolled(Path snapshot) {
        rolled = true;
        noteSnapshot(snapshot);
    }

    /** A snapshot is to be there after a loss of power. */
    void noteSnapshot(Path snapshot) {
        unflushedFiles.add(snapshot);
    }

    /** The log was cut to {@code endOffset}: what a running flush will say of offsets beyond is of others. */
    void noteTruncated(long endOffset) {
        recoveryPoint = Math.min(recoveryPoint, endOffset);
        generation++;
    }

    /** Offsets below {@code startOffset} are gone, and need no recovery. */
    void noteStart(long startOffset) {
        recoveryPoint = Math.max(recoveryPoint, startOffset);
    }

    Optional<FlushTask> due(long nowMs) throws IOException {
        if (recoveryPoint >= log.logEndOffset) {
            lastFlushMs = nowMs;
            return Optional.empty();
        }
        boolean enough = log.logEndOffset - recoveryPoint >= log.config.flushMessages();
        boolean overdue = nowMs - lastFlushMs >= log.config.flushMs();
        if (enough || overdue) {
            lastFlushMs = nowMs;
            return begin(log.logEndOffset);
        }
        return rolled ? begin(log.segments.active().baseOffset()) : Optional.empty();
    }

    /**
     * Begins a flush; empty when one is running, or there is nothing to flush. Index files of the active segment are left
     * out: after a loss of power they are made anew.
     */
    Optional<FlushTask> begin(long upToOffset) throws IOException {
        if (running || upToOffset <= recoveryPoint) {
            return Optional.empty();
        }
        return Optional.of(begin(upToOffset, log.segments.active()));
    }

    /**
     * A flush of all there is, the finished index files of the active segment included.
     *
     * @param folderToo whether to make sure that the folder itself is there after a loss of power
     */
    FlushTask beginLast(boolean folderToo) throws IOException {
        if (running) {
            throw new IllegalStateException("a flush of " + log.partition + " is running");
        }
        log.noteNamesChanged();
        log.folderUnflushed &= folderToo;
        return begin(log.logEndOffset, null);
    }

    private FlushTask begin(long upToOffset, LogSegment growing) throws IOException {
        List<PinnedFile> files = new ArrayList<>();
        try {
            int first = Math.max(0, log.segments.floor(recoveryPoint));
            for (int i = first; i < log.segments.count() && isBefore(upToOffset, i, growing); i++) {
                LogSegment segment = log.segments.get(i);
                files.add(segment.pinLog());
                if (segment != growing) {
                    files.addAll(segment.pinIndexes());
                }
            }
        } catch (IOException refused) {
            files.forEach(PinnedFile::unpin);
            throw refused;
        }
        Optional<List<EpochEntry>> epochs = log.epochsChanged ? Optional.of(log.epochs.entries()) : Optional.empty();
        FlushTask.Names names = new FlushTask.Names(
                log.logDir(), log.folder, log.namesChanged, log.folderUnflushed, epochs, takeUnflushedFiles());
        log.namesChanged = false;
        log.folderUnflushed = false;
        log.epochsChanged = false;
        rolled = rolled && upToOffset < log.segments.active().baseOffset();
        running = true;
        runningUpTo = upToOffset;
        return new FlushTask(log.environment.disk(), names, files, upToOffset, generation);
    }

    private List<Path> takeUnflushedFiles() {
        List<Path> files = new ArrayList<>(unflushedFiles);
        if (metadataUnflushed) {
            files.add(log.folder.resolve(PartitionLog.METADATA_FILE_NAME));
        }
        unflushedFiles.clear();
        metadataUnflushed = false;
        return List.copyOf(files);
    }

    /** An empty last segment has files too, which count at the end. */
    private boolean isBefore(long upToOffset, int index, LogSegment growing) {
        return growing == null || log.segments.get(index).baseOffset() < upToOffset;
    }

    void complete(FlushTask task) {
        running = false;
        if (task.isPostponed()) {
            log.namesChanged |= task.names().changed();
            log.folderUnflushed |= task.names().folderToo();
            log.epochsChanged |= task.names().epochs().isPresent();
            unflushedFiles.addAll(task.names().smallFiles());
            rolled = true;
        }
        if (task.isDone() && task.generation() == generation) {
            recoveryPoint = Math.max(recoveryPoint, Math.min(task.upToOffset(), log.logEndOffset));
        }
    }
}
