package io.ottla.storage.compaction;

import io.ottla.storage.disk.Disk;
import io.ottla.storage.disk.DiskFile;
import io.ottla.storage.segment.AbortedTransaction;
import io.ottla.storage.segment.SegmentFacts;
import io.ottla.storage.segment.SegmentFileName;
import io.ottla.storage.segment.SegmentFileName.Kind;
import io.ottla.wire.batch.BatchRecord;
import io.ottla.wire.batch.BatchRules;
import io.ottla.wire.batch.ControlType;
import io.ottla.wire.batch.RecordBatch;
import io.ottla.wire.batch.RecordReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import java.util.random.RandomGenerator;

/**
 * One compaction of one log. It reads the log's closed segments by their names, and writes {@code .cleaned} files beside
 * them; it touches nothing else. One thread at a time runs it, any may {@link #cancel} it.
 */
public final class Compaction {
    private static final int SMALLEST_BLOCK_BYTES = 4 * 1024;

    private final Plan plan;
    private final Tools tools;
    private final KeyHash keyHash;
    private final TreeSet<Long> baseOffsets = new TreeSet<>();
    private final CompactionCount count = new CompactionCount();
    private ByteBuffer block;
    private BatchFilter filter;
    private Iterator<List<SegmentFacts>> groups;
    private long mappedOffset;
    private volatile boolean cancelled;

    /**
     * What is to be compacted.
     *
     * @param segments all before the first that must stay as it is, oldest first
     * @param aborted the aborted transactions with records in them
     */
    public record Plan(
            Path folder,
            List<SegmentFacts> segments,
            DirtyRange range,
            List<AbortedTransaction> aborted,
            LastRecords lastRecords,
            Rules rules,
            long nowMs) {}

    /** What of the log's configuration counts. */
    public record Rules(long deleteRetentionMs, int segmentBytes, int segmentIndexBytes, int indexIntervalBytes) {}

    /**
     * What it is done with.
     *
     * @param mapBytes memory for keys
     * @param mapLoadFactor how full that may become
     * @param bufferBytes memory to read and write through; a batch that is larger gets what it needs
     * @param throttle told of bytes that were read or written; may take its time
     */
    public record Tools(Disk disk, long mapBytes, double mapLoadFactor, int bufferBytes, LongConsumer throttle) {}

    /** Segments, and what takes their place: files that are named {@code .cleaned}, and durable. */
    public record CleanedGroup(List<SegmentFacts> replaced, SegmentFacts cleaned) {}

    /** The compaction was called off. */
    public static final class Cancelled extends Exception {
        private static final long serialVersionUID = 1L;

        Cancelled() {
            super("cancelled", null, false, false);
        }
    }

    /** @param random draws the secret that keys are hashed under */
    public Compaction(Plan plan, Tools tools, RandomGenerator random) {
        this.plan = plan;
        this.tools = tools;
        this.keyHash = KeyHash.withSecretOf(random);
        this.mappedOffset = plan.range().firstDirtyOffset();
        plan.segments().forEach(segment -> baseOffsets.add(segment.baseOffset()));
    }

    /** Has it end soon. */
    public void cancel() {
        cancelled = true;
    }

    public boolean isCancelled() {
        return cancelled;
    }

    /** Up to which offset the log is compacted once all is done. When there was no room for more keys, it is not the end. */
    public long cleanedOffset() {
        return mappedOffset;
    }

    public CompactionCount count() {
        return count;
    }

    /**
     * Compacts the next group of segments; empty when all is done. The group is swapped in before this is called again.
     *
     * @throws io.ottla.storage.segment.CorruptLogException when a segment is damaged
     */
    public Optional<CleanedGroup> next() throws IOException, Cancelled {
        checkCancelled();
        if (block == null) {
            block = ByteBuffer.allocate(Math.max(SMALLEST_BLOCK_BYTES, tools.bufferBytes()));
        }
        if (groups == null) {
            begin();
        }
        while (groups.hasNext()) {
            List<SegmentFacts> group = groups.next();
            Optional<SegmentFacts> cleaned = clean(group);
            if (cleaned.isPresent()) {
                return Optional.of(new CleanedGroup(group, cleaned.get()));
            }
        }
        // The names that were swapped in must last before anybody is told how far it went.
        tools.disk().forceDirectory(plan.folder());
        return Optional.empty();
    }

    private void checkCancelled() throws Cancelled {
        if (cancelled) {
            throw new Cancelled();
        }
    }

    private void begin() throws IOException, Cancelled {
        DirtyRange range = plan.range();
        OffsetMap keys = new OffsetMap(
                keyHash,
                range.firstUncleanableOffset() - range.firstDirtyOffset(),
                tools.mapBytes(),
                tools.mapLoadFactor());
        mapKeys(keys);
        filter = new BatchFilter(
                keys,
                new CleanedTransactions(plan.aborted()),
                plan.lastRecords(),
                new BatchFilter.Limits(
                        mappedOffset,
                        range.firstUncleanableOffset(),
                        plan.nowMs(),
                        plan.nowMs() + plan.rules().deleteRetentionMs()),
                count);
        List<SegmentFacts> mapped = plan.segments().stream()
                .filter(segment -> segment.baseOffset() < mappedOffset)
                .toList();
        groups = SegmentGroups.of(
                        mapped,
                        plan.rules().segmentBytes(),
                        plan.rules().segmentIndexBytes(),
                        range.firstUncleanableOffset())
                .iterator();
    }

    // The keys.

    private void mapKeys(OffsetMap keys) throws IOException, Cancelled {
        List<SegmentFacts> dirty = plan.segments().stream()
                .filter(segment -> endOf(segment) > plan.range().firstDirtyOffset())
                .toList();
        long from = dirty.getFirst().baseOffset();
        // Those that ended before would never end here, and take later transactions of the same producers with them.
        CleanedTransactions transactions = new CleanedTransactions(plan.aborted().stream()
                .filter(transaction -> transaction.lastOffset() >= from)
                .toList());
        long bytes = 0;
        for (SegmentFacts segment : dirty) {
            bytes += segment.sizeBytes();
            if (!mapKeys(segment, keys, transactions)) {
                break;
            }
            mappedOffset = endOf(segment);
        }
        count.mapped(bytes, keys.utilization());
    }

    /** Returns whether there was room for all keys of a segment. */
    private boolean mapKeys(SegmentFacts segment, OffsetMap keys, CleanedTransactions transactions)
            throws IOException, Cancelled {
        try (DiskFile file = tools.disk().open(pathOf(segment), Disk.Mode.READ)) {
            BatchSource source = source(file, segment);
            while (source.advance()) {
                checkCancelled();
                RecordBatch batch = source.batch();
                boolean counts =
                        batch.isControl() ? endTransaction(batch, transactions) : !transactions.isAborted(batch);
                if (counts && batch.lastOffset() >= plan.range().firstDirtyOffset() && !mapKeys(batch, keys)) {
                    return false;
                }
                mappedOffset = Math.max(mappedOffset, batch.nextOffset());
            }
            block = source.block();
            return true;
        }
    }

    private static boolean endTransaction(RecordBatch batch, CleanedTransactions transactions) {
        try (RecordReader records = RecordReader.open(batch, BatchRules.DEFAULT_UNPACKED_BYTES_MAX)) {
            transactions.marker(
                    batch, records.hasNext() ? Optional.of(ControlType.of(records.next())) : Optional.empty());
        }
        return false;
    }

    private boolean mapKeys(RecordBatch batch, OffsetMap keys) {
        try (RecordReader records = RecordReader.open(batch, BatchRules.DEFAULT_UNPACKED_BYTES_MAX)) {
            while (records.hasNext()) {
                BatchRecord record = records.next();
                if (record.key() != null
                        && record.offset() >= plan.range().firstDirtyOffset()
                        && !keys.put(record.key(), record.offset())) {
                    mappedOffset = record.offset();
                    return false;
                }
            }
            return true;
        }
    }

    // The segments.

    /** What takes the place of a group; empty when there is nothing to gain. */
    private Optional<SegmentFacts> clean(List<SegmentFacts> group) throws IOException, Cancelled {
        CleanedSegment target = new CleanedSegment(
                tools.disk(), plan, group.getFirst().baseOffset(), tools.bufferBytes(), tools.throttle());
        boolean done = false;
        try {
            boolean changed = group.size() > 1;
            for (SegmentFacts segment : group) {
                changed |= clean(segment, target);
            }
            long bytes = group.stream().mapToLong(SegmentFacts::sizeBytes).sum();
            if (!changed) {
                count.copied(bytes, bytes);
                return Optional.empty();
            }
            SegmentFacts cleaned = target.finish();
            count.copied(bytes, cleaned.sizeBytes());
            checkCancelled();
            done = true;
            return Optional.of(cleaned);
        } finally {
            if (!done) {
                target.delete();
            }
        }
    }

    /** Returns whether anything of a segment is not as it was. */
    private boolean clean(SegmentFacts segment, CleanedSegment target) throws IOException, Cancelled {
        boolean changed = false;
        List<AbortedTransaction> stillAborted = new ArrayList<>();
        try (DiskFile file = tools.disk().open(pathOf(segment), Disk.Mode.READ)) {
            BatchSource source = source(file, segment);
            while (source.advance()) {
                checkCancelled();
                switch (filter.filter(source.batch(), stillAborted)) {
                    case BatchFilter.Verdict.Dropped dropped -> changed = true;
                    case BatchFilter.Verdict.Kept kept ->
                        target.add(source.batch().bytes());
                    case BatchFilter.Verdict.Replaced replaced -> {
                        changed = true;
                        target.add(replaced.batch());
                    }
                }
                for (AbortedTransaction transaction : stillAborted) {
                    target.noteAborted(transaction);
                }
                stillAborted.clear();
            }
            block = source.block();
        }
        return changed;
    }

    private BatchSource source(DiskFile file, SegmentFacts segment) {
        return new BatchSource(file, pathOf(segment), segment, endOf(segment), block, tools.throttle());
    }

    /** Where the next segment begins. */
    private long endOf(SegmentFacts segment) {
        Long next = baseOffsets.higher(segment.baseOffset());
        return next == null ? plan.range().firstUncleanableOffset() : next;
    }

    private Path pathOf(SegmentFacts segment) {
        return plan.folder().resolve(SegmentFileName.of(segment.baseOffset(), Kind.LOG));
    }
}
