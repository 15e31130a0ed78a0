package io.ottla.storage.segment;

import io.ottla.storage.disk.DiskFullException;
import io.ottla.storage.retention.Retention;
import io.ottla.storage.segment.SegmentFileName.Kind;
import io.ottla.storage.segment.SegmentFileName.Stage;
import io.ottla.wire.batch.RecordBatch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A stretch of a log: the batches from {@link #baseOffset} on in one file, and what is needed to find one of them. The last
 * segment of a log grows; the others are only read.
 */
public final class LogSegment implements Retention.Segment, DatedSegment {
    private static final Logger LOG = LoggerFactory.getLogger(LogSegment.class);
    private static final long UNKNOWN = Long.MIN_VALUE;
    private static final int LONG_WALK_BYTES = 64 * 1024;

    private final FilePool pool;
    private final Path folder;
    private final long baseOffset;
    private final Stage stage;
    private final long createdMs;
    private final long rollJitterMs;
    private final LogFile log;
    private final SparseIndex offsets;
    private final SparseIndex times;
    private final IndexedStart entries;
    private int sizeBytes;
    private int bytesSinceIndexEntry;
    private long firstTimestamp = UNKNOWN;
    private long maxTimestamp = UNKNOWN;
    private long maxTimestampOffset;
    /** Null while there are no aborted transactions, as in most segments of most logs. */
    private TransactionIndex transactions;

    /**
     * A segment whose files are as {@code facts} say.
     *
     * @param createdMs when the segment was made, or opened after a restart
     * @param rollJitterMs how much earlier than others of its log it is rolled
     */
    public LogSegment(FilePool pool, Path folder, SegmentFacts facts, long createdMs, long rollJitterMs) {
        this(pool, folder, facts, Stage.LIVE, createdMs, rollJitterMs);
    }

    private LogSegment(FilePool pool, Path folder, SegmentFacts facts, Stage stage, long createdMs, long rollJitterMs) {
        this.pool = pool;
        this.folder = folder;
        this.stage = stage;
        this.baseOffset = facts.baseOffset();
        this.createdMs = createdMs;
        this.rollJitterMs = rollJitterMs;
        this.sizeBytes = facts.sizeBytes();
        this.log = file(Kind.LOG);
        this.offsets = new SparseIndex(file(Kind.OFFSET_INDEX), IndexLayout.OFFSET, facts.offsetEntries());
        this.times = new SparseIndex(file(Kind.TIME_INDEX), IndexLayout.TIME, facts.timeEntries());
        this.entries = new IndexedStart(log, offsets, baseOffset);
        if (facts.abortedEntries() > 0) {
            this.transactions = new TransactionIndex(file(Kind.TRANSACTION_INDEX), facts.abortedEntries());
        }
    }

    /** Makes the files of a new segment. */
    public static LogSegment create(FilePool pool, Path folder, long baseOffset, long nowMs, long rollJitterMs)
            throws IOException {
        LogSegment segment = new LogSegment(pool, folder, SegmentFacts.empty(baseOffset), nowMs, rollJitterMs);
        segment.createFiles();
        return segment;
    }

    /** Makes the files, named {@code .cleaned}, of a segment that is to take the place of others. */
    public static LogSegment createCleaned(FilePool pool, Path folder, long baseOffset, long nowMs) throws IOException {
        LogSegment segment = new LogSegment(pool, folder, SegmentFacts.empty(baseOffset), Stage.CLEANED, nowMs, 0);
        segment.createFiles();
        return segment;
    }

    private void createFiles() throws IOException {
        try {
            log.create();
            offsets.file().create();
            times.file().create();
            pool.disk().delete(file(Kind.TRANSACTION_INDEX).path());
        } catch (DiskFullException full) {
            // The log may go on without the segment, and must not come to have it later.
            for (LogFile file : List.of(log, offsets.file(), times.file())) {
                pool.disk().delete(file.path());
            }
            throw full;
        }
    }

    private LogFile file(Kind kind) {
        return new LogFile(pool, folder, new SegmentFileName(baseOffset, kind, stage));
    }

    @Override
    public long baseOffset() {
        return baseOffset;
    }

    @Override
    public int sizeBytes() {
        return sizeBytes;
    }

    public int offsetEntries() {
        return offsets.entries();
    }

    public int timeEntries() {
        return times.entries();
    }

    /** Whether offsets up to {@code lastOffset} can be told apart in 31 bits from the base offset on. */
    public boolean canHold(long lastOffset) {
        long relative = lastOffset - baseOffset;
        return relative >= 0 && relative <= Integer.MAX_VALUE;
    }

    // Appending.

    /**
     * Writes batches behind those that are there, in one go. Nothing of them can be found before {@link #noteAppended} was
     * called for each.
     */
    public void write(ByteBuffer[] batches, int count) throws IOException {
        log.write(sizeBytes, batches, 0, count);
    }

    /** Takes a batch that was written, the next in order, into account; {@code view} is of the batch. */
    public void noteAppended(RecordBatch view, int indexIntervalBytes) throws IOException {
        long lastOffset = view.lastOffset();
        long timestamp = view.maxTimestamp();
        if (sizeBytes == 0) {
            firstTimestamp = timestamp;
        }
        if (timestamp > maxTimestamp()) {
            maxTimestamp = timestamp;
            maxTimestampOffset = lastOffset;
        }
        if (bytesSinceIndexEntry > indexIntervalBytes) {
            offsets.append(lastOffset - baseOffset, sizeBytes);
            indexMaxTimestamp();
            bytesSinceIndexEntry = 0;
        }
        int size = view.sizeInBytes();
        bytesSinceIndexEntry += size;
        sizeBytes += size;
    }

    /** Notes in the transaction index that a transaction whose marker is in this segment was aborted. */
    public void noteAborted(AbortedTransaction transaction) throws IOException {
        if (transactions == null) {
            transactions = new TransactionIndex(file(Kind.TRANSACTION_INDEX), 0);
        }
        transactions.append(transaction);
    }

    private void indexMaxTimestamp() throws IOException {
        long largest = maxTimestamp();
        long indexed = times.entries() == 0 ? RecordBatch.NO_TIMESTAMP : times.key(times.entries() - 1);
        if (largest > indexed) {
            times.append(largest, (int) (maxTimestampOffset - baseOffset));
        }
    }

    // Rolling.

    /** When the segment was made, or opened after a restart. */
    public long createdMs() {
        return createdMs;
    }

    /** How much earlier than others of its log the segment is rolled. */
    public long rollJitterMs() {
        return rollJitterMs;
    }

    @Override
    public long firstTimestamp() throws IOException {
        if (firstTimestamp == UNKNOWN) {
            BatchWalk walk = pool.walk();
            walk.start(log, 0, sizeBytes);
            if (!walk.advance()) {
                return RecordBatch.NO_TIMESTAMP;
            }
            firstTimestamp = walk.batch().maxTimestamp();
        }
        return firstTimestamp;
    }

    /** Ends the segment's growth: its index files get their last entries and their exact length. */
    public void finish() throws IOException {
        indexMaxTimestamp();
        offsets.finish();
        times.finish();
    }

    /** Makes the index files of a finished segment durable. */
    public void forceIndexes() throws IOException {
        List<PinnedFile> indexes = pinIndexes();
        try {
            for (PinnedFile index : indexes) {
                index.file().force();
            }
        } finally {
            indexes.forEach(PinnedFile::unpin);
        }
    }

    /** Makes all of a finished segment durable. */
    public void force() throws IOException {
        PinnedFile records = pinLog();
        try {
            records.file().force();
        } finally {
            records.unpin();
        }
        forceIndexes();
    }

    /** The index files that have to be forced, open and held, for that to be done elsewhere. */
    public List<PinnedFile> pinIndexes() throws IOException {
        List<PinnedFile> pinned = new ArrayList<>(3);
        for (SparseIndex index : List.of(offsets, times)) {
            if (index.takeUnforced()) {
                pinned.add(index.file().opened().pin());
            }
        }
        if (abortedEntries() > 0) {
            pinned.add(transactions.file().opened().pin());
        }
        return pinned;
    }

    /** The {@code .log} file, open and held. */
    public PinnedFile pinLog() throws IOException {
        return log.opened().pin();
    }

    // Finding.

    /** The first batch with a last offset of {@code offset} or more; empty when the segment has none. */
    public Optional<BatchPlace> find(long offset) throws IOException {
        return find(offset, Long.MIN_VALUE);
    }

    /**
     * The first batch with a last offset of {@code offset} or more whose largest timestamp is {@code timestamp} or more.
     */
    public Optional<BatchPlace> find(long offset, long timestamp) throws IOException {
        BatchWalk walk = pool.walk();
        boolean found = entries.start(walk, offsets.floor(offset - baseOffset), sizeBytes);
        while (found && (walk.batch().lastOffset() < offset || walk.batch().maxTimestamp() < timestamp)) {
            found = walk.advance();
        }
        if (!found) {
            return Optional.empty();
        }
        RecordBatch batch = walk.batch();
        return Optional.of(new BatchPlace(walk.position(), walk.endPosition(), batch.baseOffset(), batch.lastOffset()));
    }

    /** Where the first batch with an offset of {@code offset} or more starts, or the segment's end. */
    public int positionOf(long offset) throws IOException {
        return find(offset).map(BatchPlace::position).orElse(sizeBytes);
    }

    /** An offset above all those in the bytes before {@code position}, as near as the index tells; empty past its end. */
    public Optional<Long> offsetBoundAt(long position) throws IOException {
        int above = offsets.floorByValue(position - 1) + 1;
        return above < offsets.entries() ? Optional.of(baseOffset + offsets.key(above)) : Optional.empty();
    }

    /** Where to begin looking for records of {@code timestamp} or later: an offset before which there are none. */
    public long offsetFloorOf(long timestamp) throws IOException {
        int entry = times.floor(timestamp);
        return entry < 0 ? baseOffset : baseOffset + times.value(entry);
    }

    @Override
    public long maxTimestamp() throws IOException {
        if (maxTimestamp == UNKNOWN) {
            int last = times.entries() - 1;
            maxTimestamp = last < 0 ? RecordBatch.NO_TIMESTAMP : times.key(last);
            maxTimestampOffset = last < 0 ? baseOffset : baseOffset + times.value(last);
        }
        return maxTimestamp;
    }

    /** The last offset of the first batch that has the largest timestamp. */
    public long maxTimestampOffset() throws IOException {
        maxTimestamp();
        return maxTimestampOffset;
    }

    /** The largest timestamp, or when the file was last written if its records have none: what retention goes by. */
    @Override
    public long newestMs() throws IOException {
        long largest = maxTimestamp();
        return largest >= 0 ? largest : pool.disk().stat(log.path()).modifiedMs();
    }

    /** The offset after the last batch; read from the file. */
    public long readNextOffset() throws IOException {
        long next = baseOffset;
        BatchWalk walk = pool.walk();
        boolean found = entries.start(walk, offsets.entries() - 1, sizeBytes);
        while (found) {
            next = walk.batch().nextOffset();
            found = walk.advance();
        }
        return next;
    }

    /** The offset after the last batch of a {@code .log} file that is not in use; its base offset when there is none. */
    public static long nextOffsetIn(FilePool pool, Path folder, SegmentFileName name) throws IOException {
        LogFile file = new LogFile(pool, folder, name);
        long next = name.baseOffset();
        BatchWalk walk = pool.walk();
        walk.start(file, 0, Math.toIntExact(pool.disk().stat(file.path()).sizeBytes()));
        while (walk.advance()) {
            next = walk.batch().nextOffset();
        }
        file.close();
        return next;
    }

    /** Shows {@code visitor} the headers of all batches from the one that {@code offset} is in up to {@code endOffset}. */
    public void forEachBatch(long offset, long endOffset, BatchVisitor visitor) throws IOException {
        Optional<BatchPlace> first = find(offset);
        if (first.isPresent()) {
            BatchWalk walk = new BatchWalk(ByteBuffer.allocate(Math.min(LONG_WALK_BYTES, sizeBytes)));
            walk.start(log, first.get().position(), sizeBytes);
            while (walk.advance() && walk.batch().baseOffset() < endOffset) {
                visitor.visit(this, walk.batch(), walk.position());
            }
        }
    }

    /** Takes the header of a batch. The view is only good during the call. */
    @FunctionalInterface
    public interface BatchVisitor {
        void visit(LogSegment segment, RecordBatch batch, int position) throws IOException;
    }

    /** Tells of a batch that is not what it was when it was written. */
    public CorruptLogException damagedAt(int position, String found) {
        return new CorruptLogException("No good batch at position " + position + " of " + log.path() + ": " + found);
    }

    /** Reads bytes of the {@code .log} file. */
    public int read(int position, ByteBuffer target) throws IOException {
        return log.read(position, target);
    }

    /** Adds the aborted transactions with records between the offsets; returns whether later segments have no more. */
    public boolean collectAborted(long from, long to, List<AbortedTransaction> found) throws IOException {
        return transactions != null && transactions.collect(from, to, found);
    }

    // Recovering.

    /**
     * Reads the segment from its start as if nothing were known of it: cuts it behind its last good batch, and makes its
     * index files anew. {@code visitor} sees each good batch's header, and may note transactions as aborted.
     *
     * @param certainOffset batches that end before it are on the platter, and good
     * @param block memory to read through
     * @return how many bytes were cut off
     */
    public int recover(int indexIntervalBytes, long certainOffset, ByteBuffer block, BatchVisitor visitor)
            throws IOException {
        for (SparseIndex index : List.of(offsets, times)) {
            if (!index.file().exists()) {
                index.file().create();
            }
            index.clear();
        }
        new TransactionIndex(transactionFile(), 0).clear();
        transactions = null;
        maxTimestamp = RecordBatch.NO_TIMESTAMP;
        maxTimestampOffset = baseOffset;
        bytesSinceIndexEntry = 0;
        int foundBytes = sizeBytes;
        sizeBytes = 0;
        CheckedScan scan = new CheckedScan(log, foundBytes, baseOffset, certainOffset, block);
        while (scan.advance()) {
            noteAppended(scan.batch(), indexIntervalBytes);
            visitor.visit(this, scan.batch(), (int) scan.position());
        }
        if (sizeBytes < foundBytes) {
            LOG.warn(
                    "Cutting {} bytes off {} at position {}: {}",
                    foundBytes - sizeBytes,
                    log.path(),
                    sizeBytes,
                    scan.verdict());
            log.cut(sizeBytes);
        }
        finish();
        return foundBytes - sizeBytes;
    }

    /** What is known of the segment, to open it again by. */
    public SegmentFacts facts() {
        return new SegmentFacts(baseOffset, sizeBytes, offsets.entries(), times.entries(), abortedEntries());
    }

    private int abortedEntries() {
        return transactions == null ? 0 : transactions.entries();
    }

    /** What is wrong with the transaction index, which is read as a whole; empty when nothing is. */
    public Optional<String> transactionIndexDefect() throws IOException {
        return transactions == null ? Optional.empty() : transactions.defect(baseOffset);
    }

    // Truncating and deleting.

    /** Drops all batches that have an offset of {@code offset} or more. */
    public void truncateTo(long offset) throws IOException {
        int newSize = positionOf(offset);
        offsets.truncateTo(offsets.floor(offset - baseOffset - 1) + 1);
        times.truncateTo(times.floorByValue(offset - baseOffset - 1) + 1);
        if (transactions != null) {
            transactions.truncateTo(offset);
        }
        if (newSize < sizeBytes) {
            log.cut(newSize);
            sizeBytes = newSize;
        }
        if (sizeBytes == 0) {
            firstTimestamp = UNKNOWN;
        }
        bytesSinceIndexEntry = 0;
        findMaxTimestampAgain();
    }

    /** Drops what is in the files behind {@code endOffset}, where the segment ends, though it was never to be. */
    public void cutBehind(long endOffset) throws IOException {
        truncateTo(endOffset);
        log.cut(sizeBytes);
    }

    private void findMaxTimestampAgain() throws IOException {
        maxTimestamp = UNKNOWN;
        long largest = maxTimestamp();
        BatchWalk walk = pool.walk();
        boolean found = entries.start(walk, offsets.floor(maxTimestampOffset - baseOffset), sizeBytes);
        while (found) {
            if (walk.batch().maxTimestamp() > largest) {
                largest = walk.batch().maxTimestamp();
                maxTimestampOffset = walk.batch().lastOffset();
            }
            found = walk.advance();
        }
        maxTimestamp = largest;
    }

    /** Marks all files as deleted, by their names, and returns those names. Holders of open files may go on reading. */
    public List<Path> markDeleted() throws IOException {
        List<Path> marked = new ArrayList<>(4);
        for (LogFile file : List.of(log, offsets.file(), times.file(), transactionFile())) {
            file.markDeleted().ifPresent(marked::add);
        }
        return marked;
    }

    /** Lets go of all open files. */
    public void close() {
        log.close();
        offsets.file().close();
        times.file().close();
        if (transactions != null) {
            transactions.file().close();
        }
    }

    /** Of a segment that has none in memory there may be an empty one on disk, as the reference leaves it. */
    private LogFile transactionFile() {
        return transactions == null ? file(Kind.TRANSACTION_INDEX) : transactions.file();
    }
}
