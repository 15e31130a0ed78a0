package io.ottla.storage.compaction;

import io.ottla.storage.segment.AbortedTransaction;
import io.ottla.wire.batch.BatchBuilder;
import io.ottla.wire.batch.BatchRecord;
import io.ottla.wire.batch.BatchRules;
import io.ottla.wire.batch.Compression;
import io.ottla.wire.batch.ControlType;
import io.ottla.wire.batch.RecordBatch;
import io.ottla.wire.batch.RecordReader;
import io.ottla.wire.batch.TimestampType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Decides what is left of each batch of a log, from its first one on.
 *
 * <p>A record stays when it is the last one of its key; when that one is a tombstone, until the batch's delete horizon has
 * passed. The horizon is settled when a batch is first compacted with a tombstone in it, or with a marker of a transaction
 * that nothing else is left of: so much later that every reader that began before has seen it. What is left of a batch keeps
 * its offsets and sequences.
 */
final class BatchFilter {
    private final OffsetMap keys;
    private final CleanedTransactions transactions;
    private final LastRecords lastRecords;
    private final Limits limits;
    private final CompactionCount count;

    /**
     * Where and when the filter decides.
     *
     * @param mappedOffset up to which offset (exclusive) the keys of the log are known
     * @param firstUncleanableOffset the end of what is compacted; the batch that ends there stays, maybe empty
     * @param horizonMs the delete horizon of batches that get one now
     */
    record Limits(long mappedOffset, long firstUncleanableOffset, long nowMs, long horizonMs) {}

    /** What becomes of a batch. */
    sealed interface Verdict {
        /** Nothing is left of it. */
        record Dropped() implements Verdict {}

        /** It stays as it is. */
        record Kept() implements Verdict {}

        /** Another one takes its place. */
        record Replaced(ByteBuffer batch) implements Verdict {}
    }

    BatchFilter(
            OffsetMap keys,
            CleanedTransactions transactions,
            LastRecords lastRecords,
            Limits limits,
            CompactionCount count) {
        this.keys = keys;
        this.transactions = transactions;
        this.lastRecords = lastRecords;
        this.limits = limits;
        this.count = count;
    }

    /** @param stillAborted told of a transaction that the index of what is left must have */
    Verdict filter(RecordBatch batch, List<AbortedTransaction> stillAborted) {
        return batch.isControl() ? filterControl(batch, stillAborted) : filterRecords(batch);
    }

    private Verdict filterControl(RecordBatch batch, List<AbortedTransaction> stillAborted) {
        List<BatchRecord> records = read(batch);
        Optional<ControlType> type = records.stream().findFirst().map(ControlType::of);
        CleanedTransactions.Marker marker = transactions.marker(batch, type);
        marker.stillAborted().ifPresent(stillAborted::add);
        OptionalLong horizonMs = batch.deleteHorizonMs();
        boolean discard = marker.mayGo() && horizonMs.isPresent() && horizonMs.getAsLong() <= limits.nowMs();
        count.read(records.size());
        if (discard || records.isEmpty()) {
            return withoutRecords(batch);
        }
        count.kept(records.size());
        boolean needsHorizon = marker.mayGo() && horizonMs.isEmpty();
        return needsHorizon ? rebuilt(batch, records, OptionalLong.of(limits.horizonMs())) : new Verdict.Kept();
    }

    private Verdict filterRecords(RecordBatch batch) {
        count.read(batch.recordCount());
        if (transactions.isAborted(batch)) {
            return withoutRecords(batch);
        }
        if (batch.baseOffset() >= limits.mappedOffset()) {
            count.kept(batch.recordCount());
            return new Verdict.Kept();
        }
        List<BatchRecord> kept = new ArrayList<>();
        boolean tombstones = false;
        for (BatchRecord record : read(batch)) {
            if (stays(batch, record)) {
                kept.add(record);
                tombstones |= record.value() == null;
            }
        }
        if (kept.isEmpty()) {
            return withoutRecords(batch);
        }
        count.kept(kept.size());
        boolean needsHorizon = tombstones && batch.deleteHorizonMs().isEmpty();
        if (kept.size() == batch.recordCount() && !needsHorizon) {
            return new Verdict.Kept();
        }
        return rebuilt(batch, kept, needsHorizon ? OptionalLong.of(limits.horizonMs()) : batch.deleteHorizonMs());
    }

    private boolean stays(RecordBatch batch, BatchRecord record) {
        if (record.offset() >= limits.mappedOffset()) {
            return true;
        }
        if (record.key() == null) {
            // Nothing can be asked for by no key; such records are from before the topic was compacted.
            count.keyless();
            return false;
        }
        if (record.offset() < keys.get(record.key())) {
            return false;
        }
        OptionalLong horizonMs = batch.deleteHorizonMs();
        return record.value() != null || horizonMs.isEmpty() || limits.nowMs() < horizonMs.getAsLong();
    }

    private static List<BatchRecord> read(RecordBatch batch) {
        List<BatchRecord> records = new ArrayList<>(Math.min(batch.recordCount(), batch.sizeInBytes()));
        try (RecordReader reader = RecordReader.open(batch, BatchRules.DEFAULT_UNPACKED_BYTES_MAX)) {
            reader.forEachRemaining(records::add);
        }
        return records;
    }

    /** The bare header, where that is still needed. */
    private Verdict withoutRecords(RecordBatch batch) {
        boolean needed = lastRecords.include(batch) || batch.nextOffset() == limits.firstUncleanableOffset();
        return needed ? rebuilt(batch, List.of(), OptionalLong.empty()) : new Verdict.Dropped();
    }

    private static Verdict rebuilt(RecordBatch batch, List<BatchRecord> records, OptionalLong horizonMs) {
        BatchBuilder builder = new BatchBuilder(records.isEmpty() ? RecordBatch.HEADER_SIZE : batch.sizeInBytes())
                .baseOffset(batch.baseOffset())
                .leaderEpoch(batch.partitionLeaderEpoch())
                .producer(batch.producerId(), batch.producerEpoch(), batch.baseSequence())
                .compression(Compression.forId(batch.compressionId()).orElse(Compression.NONE));
        if (batch.isTransactional()) {
            builder.transactional();
        }
        if (batch.isControl()) {
            builder.control();
        }
        if (batch.timestampType() == TimestampType.LOG_APPEND_TIME) {
            builder.appendTime(batch.maxTimestamp());
        }
        horizonMs.ifPresent(builder::deleteHorizonMs);
        records.forEach(builder::append);
        if (records.isEmpty()) {
            builder.maxTimestamp(batch.maxTimestamp());
        }
        return new Verdict.Replaced(builder.lastOffset(batch.lastOffset()).build());
    }
}
