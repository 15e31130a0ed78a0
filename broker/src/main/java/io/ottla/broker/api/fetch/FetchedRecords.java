package io.ottla.broker.api.fetch;

import io.ottla.broker.fetchsession.FetchTarget;
import io.ottla.broker.fetchsession.FetchedPartition;
import io.ottla.storage.epoch.EpochEndOffset;
import io.ottla.storage.log.LogSlice;
import io.ottla.storage.segment.AbortedTransaction;
import io.ottla.wire.api.ErrorCode;
import java.util.List;
import java.util.Optional;

/**
 * What was read of one partition. Holds a slice of a file until it is sent or released.
 *
 * @param records null when there are none
 * @param aborted the aborted transactions among the records; null when the reader did not ask for committed ones only
 * @param divergingEpoch where the reader's log and this one part
 */
record FetchedRecords(
        FetchTarget target,
        ErrorCode error,
        Offsets offsets,
        LogSlice records,
        List<AbortedTransaction> aborted,
        Optional<EpochEndOffset> divergingEpoch)
        implements FetchedPartition {

    /** What the reader is told of the partition's state: as of before the read. */
    record Offsets(long highWatermark, long lastStableOffset, long logStartOffset) {
        static final Offsets UNKNOWN = new Offsets(-1, -1, -1);
    }

    static FetchedRecords failed(FetchTarget target, ErrorCode error) {
        return new FetchedRecords(target, error, Offsets.UNKNOWN, null, null, Optional.empty());
    }

    static FetchedRecords diverging(FetchTarget target, Offsets offsets, EpochEndOffset epoch) {
        return new FetchedRecords(target, ErrorCode.NONE, offsets, null, null, Optional.of(epoch));
    }

    /** The same without its records, which are let go. */
    FetchedRecords withoutRecords() {
        release();
        return new FetchedRecords(target, error, offsets, null, aborted == null ? null : List.of(), divergingEpoch);
    }

    @Override
    public int recordsSizeInBytes() {
        return records == null ? 0 : records.sizeInBytes();
    }

    @Override
    public long highWatermark() {
        return offsets.highWatermark();
    }

    @Override
    public long logStartOffset() {
        return offsets.logStartOffset();
    }

    @Override
    public boolean failed() {
        return error != ErrorCode.NONE;
    }

    @Override
    public boolean redirects() {
        return divergingEpoch.isPresent();
    }

    /** True when the client is to be answered at once, however little there is. */
    boolean isUrgent() {
        return failed() || redirects();
    }

    /** Lets go of the records, when they will not be sent. */
    void release() {
        if (records != null) {
            records.release();
        }
    }
}
