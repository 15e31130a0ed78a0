package io.ottla.storage.log;

import io.ottla.storage.producer.AppendVerdict;
import io.ottla.storage.producer.CompletedTransaction;
import io.ottla.storage.producer.ProducerAppend;
import io.ottla.storage.segment.LogSegment;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.batch.RecordBatch;
import io.ottla.wire.batch.TimestampType;
import io.ottla.wire.io.MalformedMessage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Stages and writes batches.
 *
 * <p>Producer state follows staging at once, so that batches sent one behind the other can be checked against each other;
 * when the disk was full, it is made anew from what is in the log; when a write fails otherwise, the log is of no use any
 * more, and what its memory says no longer matters. A transaction's marker is written at once, with all that was staged before
 * it: that the transaction has ended is known from then on.
 */
final class LogAppender {
    private final LogState log;
    private final LogFlusher flusher;
    private StagedBatches staged = StagedBatches.NONE;
    private long stagedEndOffset;
    private long stagedFirstTimestamp;
    private long lastStagedMs;

    LogAppender(LogState log, LogFlusher flusher) {
        this.log = log;
        this.flusher = flusher;
        this.stagedEndOffset = log.logEndOffset;
    }

    boolean isEmpty() {
        return staged.isEmpty();
    }

    StageResult stage(ByteBuffer bytes, AppendRequest request) throws IOException {
        lastStagedMs = request.nowMs();
        RecordBatch batch = memory().incoming().wrap(bytes, bytes.position());
        StageResult.Rejected unfit = checkFrame(batch, bytes.remaining());
        if (unfit != null) {
            return unfit;
        }
        if (batch.sizeInBytes() > log.config.segmentBytes()) {
            return new StageResult.Rejected(
                    ErrorCode.RECORD_LIST_TOO_LARGE,
                    "the batch has " + batch.sizeInBytes() + " bytes, and a segment of " + log.partition + " may have "
                            + log.config.segmentBytes());
        }
        long firstOffset = request.givesOffsets() ? stagedEndOffset : batch.baseOffset();
        if (firstOffset < stagedEndOffset) {
            return new StageResult.Rejected(
                    ErrorCode.INVALID_RECORD,
                    "a replicated batch starts at offset " + firstOffset + ", before the end of the log of "
                            + log.partition + " at " + stagedEndOffset);
        }
        StageResult decided = batch.hasProducerId() ? decideOnProducer(batch, firstOffset, request) : null;
        if (decided != null) {
            return decided;
        }
        return accept(bytes, batch, firstOffset, request);
    }

    /** The admission of client batches is stricter; this guards the log against its own side. */
    private StageResult.Rejected checkFrame(RecordBatch batch, int size) {
        if (size < RecordBatch.HEADER_SIZE
                || batch.sizeInBytes() != size
                || batch.magic() != RecordBatch.MAGIC
                || batch.lastOffsetDelta() < 0) {
            return new StageResult.Rejected(
                    ErrorCode.CORRUPT_MESSAGE, "what was to be appended to " + log.partition + " is not one batch");
        }
        return null;
    }

    /** Null when the batch may be appended. */
    private StageResult decideOnProducer(RecordBatch batch, long firstOffset, AppendRequest request) {
        AppendVerdict verdict;
        if (batch.isControl()) {
            Optional<ProducerAppend.Marker> marker;
            try {
                marker = ProducerAppends.marker(batch, firstOffset);
            } catch (MalformedMessage malformed) {
                return new StageResult.Rejected(ErrorCode.CORRUPT_MESSAGE, malformed.getMessage());
            }
            if (marker.isEmpty()) {
                return null;
            }
            verdict = log.producers.decide(marker.get(), request.origin(), request.transactionVersion());
        } else {
            verdict = log.producers.decide(
                    ProducerAppends.records(batch, firstOffset), request.origin(), request.ticket());
        }
        return switch (verdict) {
            case AppendVerdict.Accepted accepted -> null;
            case AppendVerdict.Duplicate earlier ->
                new StageResult.Duplicate(
                        earlier.firstOffset(), earlier.lastOffset(), earlier.timestampMs(), log.logStartOffset);
            case AppendVerdict.Rejected rejected -> new StageResult.Rejected(rejected.error(), rejected.reason());
        };
    }

    private StageResult accept(ByteBuffer bytes, RecordBatch batch, long firstOffset, AppendRequest request)
            throws IOException {
        boolean stampTime = log.config.logAppendTime() && request.givesTimestamps();
        long maxTimestamp = stampTime ? request.nowMs() : batch.maxTimestamp();
        long lastOffset = firstOffset + batch.lastOffsetDelta();
        if (mustRoll(batch.sizeInBytes(), lastOffset, maxTimestamp, request.nowMs())) {
            write();
            roll(firstOffset, request.nowMs());
        }
        batch.stampBaseOffset(firstOffset);
        if (request.givesOffsets()) {
            batch.stampLeaderEpoch(request.leaderEpoch());
        }
        if (stampTime) {
            batch.stampMaxTimestamp(TimestampType.LOG_APPEND_TIME, request.nowMs());
        }
        noteEpoch(batch.partitionLeaderEpoch(), firstOffset);
        if (staged.isEmpty()) {
            stagedFirstTimestamp = maxTimestamp;
            staged = memory().take();
        }
        staged.add(bytes);
        stagedEndOffset = lastOffset + 1;
        if (batch.hasProducerId() && batch.isControl()) {
            endTransaction(batch, firstOffset);
        } else if (batch.hasProducerId()) {
            log.producers.apply(ProducerAppends.records(batch, firstOffset));
        } else {
            log.producers.advanceTo(stagedEndOffset);
        }
        return new StageResult.Appended(
                firstOffset, lastOffset, stampTime ? request.nowMs() : StageResult.NO_TIMESTAMP, log.logStartOffset);
    }

    private void noteEpoch(int leaderEpoch, long firstOffset) {
        if (leaderEpoch >= 0 && log.epochs.assign(leaderEpoch, firstOffset)) {
            log.noteEpochsChanged();
        }
    }

    private void endTransaction(RecordBatch marker, long offset) throws IOException {
        Optional<CompletedTransaction> completed =
                ProducerAppends.marker(marker, offset).flatMap(log.producers::apply);
        log.producers.advanceTo(stagedEndOffset);
        if (completed.isPresent() && completed.get().aborted()) {
            // Before the marker: what is in the log by then is never without it.
            log.segments.active().noteAborted(ProducerAppends.aborted(completed.get()));
            log.noteNamesChanged();
        }
        write();
    }

    private boolean mustRoll(int size, long lastOffset, long maxTimestamp, long nowMs) throws IOException {
        LogSegment active = log.segments.active();
        long bytes = active.sizeBytes() + staged.bytes();
        if (!active.canHold(lastOffset) || bytes > log.config.segmentBytes() - size) {
            return true;
        }
        if (bytes == 0) {
            return false;
        }
        // By the time in the batches, as far as they have one.
        long firstTimestamp = active.sizeBytes() == 0 ? stagedFirstTimestamp : active.firstTimestamp();
        long waitedMs = firstTimestamp >= 0 ? maxTimestamp - firstTimestamp : nowMs - active.createdMs();
        if (waitedMs > log.config.segmentMs() - active.rollJitterMs()) {
            return true;
        }
        return active.offsetEntries() + staged.count() >= log.config.segmentIndexBytes() / 8
                || active.timeEntries() + staged.count() >= log.config.segmentIndexBytes() / 12 - 1;
    }

    /** Puts down all that is staged. */
    void write() throws IOException {
        if (staged.isEmpty()) {
            return;
        }
        LogSegment active = log.segments.active();
        active.write(staged.buffers(), staged.count());
        for (int i = 0; i < staged.count(); i++) {
            active.noteAppended(staged.view(memory().written(), i), log.config.indexIntervalBytes());
        }
        discard();
        log.logEndOffset = stagedEndOffset;
        log.changed = true;
    }

    /** Ends the active segment and starts one at {@code baseOffset}. Nothing is staged. */
    void roll(long baseOffset, long nowMs) throws IOException {
        LogSegment active = log.segments.active();
        if (active.baseOffset() == baseOffset) {
            return;
        }
        active.finish();
        if (flusher.mayRecoverFrom(baseOffset)) {
            active.forceIndexes();
        }
        log.producers.advanceTo(baseOffset);
        // Before the segment: when there is no room for one of the two, the log goes on as it was.
        log.snapshots.write(baseOffset, log.producers.snapshot());
        log.segments.add(LogSegment.create(log.environment.files(), log.folder, baseOffset, nowMs, log.drawJitterMs()));
        log.noteNamesChanged();
        flusher.noteRolled(log.snapshots.path(baseOffset));
    }

    /** The time when something was staged last. */
    long lastStagedMs() {
        return lastStagedMs;
    }

    /** The log was truncated, or starts anew; nothing is staged. */
    void restartAt(long endOffset) {
        stagedEndOffset = endOffset;
    }

    /** Forgets what is staged, as when the log is given up. */
    void discard() {
        if (!staged.isEmpty()) {
            memory().giveBack(staged);
            staged = StagedBatches.NONE;
        }
    }

    private AppendMemory memory() {
        return log.environment.appends();
    }
}
