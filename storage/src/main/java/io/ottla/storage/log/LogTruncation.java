package io.ottla.storage.log;

import io.ottla.storage.segment.LogSegment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Takes away from a log, at its start or at its end. Nothing is staged. */
final class LogTruncation {
    private final LogState log;
    private final LogFlusher flusher;

    LogTruncation(LogState log, LogFlusher flusher) {
        this.log = log;
        this.flusher = flusher;
    }

    /** Drops the first {@code count} segments, of which there are more, and what goes with them. */
    void deleteFirst(int count, long nowMs) throws IOException {
        long newStart = log.segments.get(count).baseOffset();
        if (newStart > log.logStartOffset) {
            startAt(newStart);
        }
        delete(log.segments.removeFirst(count), nowMs);
    }

    /** Lets the log start at {@code offset}; segments that become superfluous are left to the next retention. */
    void startAt(long offset) {
        log.logStartOffset = offset;
        log.highWatermark = Math.max(log.highWatermark, offset);
        flusher.noteStart(offset);
        if (log.epochs.truncateFromStart(offset)) {
            log.noteEpochsChanged();
        }
        log.producers.logStartAdvanced(offset);
    }

    /** Drops everything from {@code offset} on. */
    void truncateTo(long offset, long nowMs) throws IOException {
        if (offset < log.segments.first().baseOffset()) {
            restartAt(offset, nowMs);
            return;
        }
        flusher.noteTruncated(offset);
        log.changed = true;
        List<LogSegment> later = log.segments.removeFrom(log.segments.floor(offset) + 1);
        // The last one first: whenever the process dies, what is left of the log ends without a hole before it.
        delete(later.reversed(), nowMs);
        log.snapshots.deleteWhere(snapshot -> snapshot > offset);
        if (!later.isEmpty()) {
            // Were the power to bring them back after the cut below has become durable, the log would have a hole.
            forceNames();
        }
        log.segments.active().truncateTo(offset);
        log.logEndOffset = offset;
        log.logStartOffset = Math.min(log.logStartOffset, offset);
        log.highWatermark = Math.min(log.highWatermark, offset);
        truncateEpochs(offset);
        new ProducerReplay(log.producers, log.snapshots).rebuild(log.segments.all(), log.logStartOffset, offset, nowMs);
    }

    /** Takes back what was staged and could not be written, of which anything may be in the files. */
    void takeBackUnwritten(long nowMs) throws IOException {
        log.changed = true;
        log.segments.active().cutBehind(log.logEndOffset);
        // One that begins right at the end may be of a leader that has appended nothing yet.
        truncateEpochs(log.logEndOffset + 1);
        new ProducerReplay(log.producers, log.snapshots)
                .rebuild(log.segments.all(), log.logStartOffset, log.logEndOffset, nowMs);
        log.producers.highWatermarkAdvanced(log.highWatermark);
    }

    /** Drops everything; the log is empty and goes on at {@code offset}. */
    void restartAt(long offset, long nowMs) throws IOException {
        flusher.noteTruncated(offset);
        log.changed = true;
        List<LogSegment> all = log.segments.removeFrom(0);
        delete(all.reversed(), nowMs);
        log.segments.add(LogSegment.create(log.environment.files(), log.folder, offset, nowMs, log.drawJitterMs()));
        forceNames();
        log.logStartOffset = offset;
        log.logEndOffset = offset;
        log.highWatermark = offset;
        flusher.noteStart(offset);
        log.epochs.clear();
        log.noteEpochsChanged();
        log.snapshots.deleteWhere(snapshot -> true);
        log.producers.clear(offset);
        log.snapshots.write(offset, log.producers.snapshot());
    }

    void truncateEpochs(long endOffset) {
        if (log.epochs.truncateFromEnd(endOffset)) {
            log.noteEpochsChanged();
        }
    }

    private void forceNames() throws IOException {
        log.environment.disk().forceDirectory(log.folder);
    }

    private void delete(List<LogSegment> segments, long nowMs) throws IOException {
        if (segments.isEmpty()) {
            return;
        }
        List<Path> files = new ArrayList<>();
        for (LogSegment segment : segments) {
            files.addAll(segment.markDeleted());
            files.addAll(log.snapshots.markDeleted(segment.baseOffset()));
        }
        log.noteNamesChanged();
        log.environment
                .deletions()
                .add(new PendingDeletions.Deletion(log.logDir(), files, nowMs + log.config.fileDeleteDelayMs()));
    }
}
