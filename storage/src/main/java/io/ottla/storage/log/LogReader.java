package io.ottla.storage.log;

import io.ottla.storage.segment.AbortedTransaction;
import io.ottla.storage.segment.BatchPlace;
import io.ottla.storage.segment.LogSegment;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds ranges of the log. */
final class LogReader {
    private final LogState log;

    // Where the last bound of a read was: the high watermark moves less often than consumers ask.
    private long knownBound = -1;
    private LogSegment knownBoundSegment;
    private int knownBoundPosition;

    LogReader(LogState log) {
        this.log = log;
    }

    ReadResult read(long startOffset, int maxBytes, AtLeast atLeast, long upperBoundOffset) throws IOException {
        if (startOffset < log.logStartOffset || startOffset > log.logEndOffset) {
            return new ReadResult.OffsetOutOfRange(startOffset, log.logStartOffset, log.logEndOffset);
        }
        long bound = Math.min(upperBoundOffset, log.logEndOffset);
        int index = log.segments.floor(startOffset);
        while (startOffset < bound
                && index < log.segments.count()
                && log.segments.get(index).baseOffset() < bound) {
            LogSegment segment = log.segments.get(index);
            Optional<BatchPlace> first = segment.find(startOffset);
            if (first.isPresent()) {
                return slice(segment, index, first.get(), maxBytes, atLeast, bound);
            }
            // Compaction, or a truncation within a batch, may have left the end of the segment without records.
            index++;
        }
        LogSegment active = log.segments.active();
        return LogSlice.empty(active.baseOffset(), active.sizeBytes());
    }

    private LogSlice slice(LogSegment segment, int index, BatchPlace first, int maxBytes, AtLeast atLeast, long bound)
            throws IOException {
        int end = boundPosition(segment, index, bound);
        int firstBytes = first.endPosition() - first.position();
        int allowed = Math.max(0, maxBytes);
        if (allowed < firstBytes) {
            allowed = atLeast == AtLeast.ONE_BATCH ? firstBytes : 0;
        }
        int length = Math.min(end - first.position(), allowed);
        if (length <= 0) {
            return LogSlice.empty(segment.baseOffset(), first.position());
        }
        return new LogSlice(segment.pinLog(), segment.baseOffset(), first.position(), length);
    }

    private int boundPosition(LogSegment segment, int index, long bound) throws IOException {
        boolean endsLater =
                index + 1 < log.segments.count() && log.segments.get(index + 1).baseOffset() <= bound;
        if (endsLater || bound == log.logEndOffset) {
            return segment.sizeBytes();
        }
        if (bound != knownBound || segment != knownBoundSegment) {
            knownBoundPosition = segment.positionOf(bound);
            knownBound = bound;
            knownBoundSegment = segment;
        }
        return knownBoundPosition;
    }

    /** What was remembered of positions no longer holds. */
    void forget() {
        knownBound = -1;
        knownBoundSegment = null;
    }

    List<AbortedTransaction> abortedIn(long startOffset, LogSlice slice) throws IOException {
        int index = log.segments.floor(slice.segmentBaseOffset());
        if (slice.isEmpty() || index < 0 || log.segments.get(index).baseOffset() != slice.segmentBaseOffset()) {
            return List.of();
        }
        Optional<Long> bound = log.segments.get(index).offsetBoundAt(slice.position() + slice.sizeInBytes());
        long nextSegment =
                index + 1 < log.segments.count() ? log.segments.get(index + 1).baseOffset() : log.logEndOffset;
        return aborted(startOffset, bound.orElse(nextSegment));
    }

    List<AbortedTransaction> aborted(long fromOffset, long toOffset) throws IOException {
        List<AbortedTransaction> found = new ArrayList<>();
        boolean complete = false;
        for (int i = Math.max(0, log.segments.floor(fromOffset)); i < log.segments.count() && !complete; i++) {
            complete = log.segments.get(i).collectAborted(fromOffset, toOffset, found);
        }
        return found;
    }
}
