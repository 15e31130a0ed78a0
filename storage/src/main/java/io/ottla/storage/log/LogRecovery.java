package io.ottla.storage.log;

import io.ottla.storage.disk.AtomicFile;
import io.ottla.storage.disk.Disk;
import io.ottla.storage.epoch.LeaderEpochCache;
import io.ottla.storage.producer.CompletedTransaction;
import io.ottla.storage.producer.ProducerAppend;
import io.ottla.storage.producer.ProducerStateTable;
import io.ottla.storage.segment.FilePool;
import io.ottla.storage.segment.LogSegment;
import io.ottla.storage.segment.SegmentFacts;
import io.ottla.storage.segment.SegmentFileName;
import io.ottla.storage.segment.SegmentFileName.Kind;
import io.ottla.storage.segment.SegmentFileName.Stage;
import io.ottla.wire.batch.RecordBatch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens a partition's folder. After a clean stop nothing is read but what tells where the log ends. Else every segment from
 * the recovery point's on is gone through: it is cut behind its last good batch, with all that follows, and its indexes,
 * producer state and leader epochs are made anew. What lies before the recovery point is on the platter: of a segment that the
 * recovery point is in, only the headers are read up to there, which all that is made anew comes from; and of segments before
 * that nothing is read, unless their index files are seen from outside to be wrong.
 *
 * <p>Good for one folder. Any thread may do it, and hand the result to the log's owner.
 */
public final class LogRecovery {
    private static final Logger LOG = LoggerFactory.getLogger(LogRecovery.class);
    private static final int BLOCK_BYTES = 256 * 1024;
    private static final int OPEN_FILES_MAX = 4;

    private final Disk disk;
    private final RecoveryRequest request;
    private final FilePool files;
    private final Segments segments = new Segments();
    private final Set<Long> defective = new TreeSet<>();
    private final ProducerSnapshotFiles snapshots;
    private final ProducerStateTable producers;
    private LeaderEpochCache epochs = new LeaderEpochCache();
    private ByteBuffer block = ByteBuffer.allocate(RecordBatch.HEADER_SIZE);
    private boolean epochsLost;
    private boolean touched;

    /** Whether producer state is as of the end of the segment that was looked at last. */
    private boolean producersFollow;

    private LogRecovery(Disk disk, RecoveryRequest request, List<SegmentFileName> names) {
        this.disk = disk;
        this.request = request;
        this.files = FilePool.passing(disk, OPEN_FILES_MAX);
        this.snapshots = new ProducerSnapshotFiles(disk, request.folder(), baseOffsets(names, Kind.PRODUCER_SNAPSHOT));
        this.producers = new ProducerStateTable(request.partition(), request.producerSettings());
    }

    /**
     * Opens a folder, which exists.
     *
     * @throws StorageFailure when the disk refuses, or holds what this broker cannot read
     */
    public static RecoveredLog recover(Disk disk, RecoveryRequest request) {
        try {
            List<SegmentFileName> names = new LeftoverFiles(disk, request.folder()).clear();
            return new LogRecovery(disk, request, names).run(names);
        } catch (IOException refused) {
            Path logDir = request.folder().toAbsolutePath().getParent();
            throw StorageFailure.of(logDir, "opening " + request.partition(), refused);
        }
    }

    private RecoveredLog run(List<SegmentFileName> names) throws IOException {
        Set<SegmentFileName> there = Set.copyOf(names);
        for (long baseOffset : baseOffsets(names, Kind.LOG)) {
            open(baseOffset, there);
        }
        try {
            deleteStraySnapshots();
            readEpochs();
            recoverSegments();
            long logEndOffset = settleEnd();
            settleEpochs(logEndOffset);
            settleProducers(logEndOffset);
            return result(logEndOffset);
        } finally {
            segments.all().forEach(LogSegment::close);
        }
    }

    private static List<Long> baseOffsets(List<SegmentFileName> names, Kind kind) {
        return names.stream()
                .filter(name -> name.kind() == kind)
                .map(SegmentFileName::baseOffset)
                .sorted()
                .toList();
    }

    // Opening.

    private void open(long baseOffset, Set<SegmentFileName> names) throws IOException {
        long sizeBytes = size(baseOffset, Kind.LOG);
        if (sizeBytes > Integer.MAX_VALUE) {
            throw new IOException(path(baseOffset, Kind.LOG) + " has " + sizeBytes + " bytes, more than a segment can");
        }
        int offsetEntries = entries(baseOffset, Kind.OFFSET_INDEX, 8);
        int timeEntries = entries(baseOffset, Kind.TIME_INDEX, 12);
        boolean hasAborted = names.contains(new SegmentFileName(baseOffset, Kind.TRANSACTION_INDEX, Stage.LIVE));
        int abortedEntries = hasAborted ? entries(baseOffset, Kind.TRANSACTION_INDEX, 34) : 0;
        SegmentFacts facts = new SegmentFacts(baseOffset, (int) sizeBytes, offsetEntries, timeEntries, abortedEntries);
        LogSegment segment = new LogSegment(files, request.folder(), facts, request.nowMs(), 0);
        segments.add(segment);
        for (Kind kind : List.of(Kind.OFFSET_INDEX, Kind.TIME_INDEX)) {
            if (!names.contains(new SegmentFileName(baseOffset, kind, Stage.LIVE))) {
                note(baseOffset, path(baseOffset, kind) + " is missing");
            }
        }
        segment.transactionIndexDefect().ifPresent(defect -> note(baseOffset, defect));
    }

    private int entries(long baseOffset, Kind kind, int entrySize) throws IOException {
        long sizeBytes = size(baseOffset, kind);
        if (sizeBytes % entrySize != 0) {
            note(baseOffset, path(baseOffset, kind) + " has " + sizeBytes + " bytes, which is no number of entries");
        }
        return Math.toIntExact(sizeBytes / entrySize);
    }

    private void note(long baseOffset, String defect) {
        boolean expected = !request.cleanShutdown() && baseOffset >= request.recoveryPoint();
        if (defective.add(baseOffset) && !expected) {
            LOG.warn("Making the index files of segment {} of {} anew: {}", baseOffset, request.partition(), defect);
        }
    }

    private long size(long baseOffset, Kind kind) throws IOException {
        return disk.stat(path(baseOffset, kind)).sizeBytes();
    }

    private Path path(long baseOffset, Kind kind) {
        return request.folder().resolve(SegmentFileName.of(baseOffset, kind));
    }

    // Segments.

    private void recoverSegments() throws IOException {
        int firstUnflushed = firstUnflushed();
        if (firstUnflushed < segments.count()) {
            // The file may be older than a truncation; what begins from here on is found again.
            touched |= epochs.truncateFromEnd(segments.get(firstUnflushed).baseOffset());
        }
        for (int i = 0; i < segments.count(); i++) {
            LogSegment segment = segments.get(i);
            if (i < firstUnflushed && !defective.contains(segment.baseOffset())) {
                producersFollow = false;
                continue;
            }
            if (i > firstUnflushed) {
                tellOfGap(segments.get(i - 1), segment);
            }
            startProducersAt(i);
            touched = true;
            int cut = segment.recover(
                    request.config().indexIntervalBytes(), request.recoveryPoint(), blockFor(segment), this::visit);
            if (cut > 0) {
                deleteFrom(i + 1);
            }
        }
    }

    /**
     * Offsets may be missing before an unflushed segment. The power may have taken the end of a file whole, so that no torn
     * batch tells of it, and left the file that was begun after it. But compaction leaves such gaps too, and a replica has
     * those of its leader, whether or not the topic is compacted any more. Nothing tells one from the other, so that what
     * follows is kept, as in the reference: to drop it could lose records that were acknowledged.
     */
    private void tellOfGap(LogSegment before, LogSegment segment) throws IOException {
        long end = before.readNextOffset();
        if (end < segment.baseOffset() && !request.config().compact()) {
            LOG.warn(
                    "{} has no records from offset {} to {}: they were compacted, or lost along with the power",
                    request.partition(),
                    end,
                    segment.baseOffset() - 1);
        }
    }

    /** Memory to read a segment through; a small one is read at once. */
    private ByteBuffer blockFor(LogSegment segment) {
        if (block.capacity() < Math.min(BLOCK_BYTES, segment.sizeBytes())) {
            block = ByteBuffer.allocate(Math.min(BLOCK_BYTES, segment.sizeBytes()));
        }
        return block;
    }

    private int firstUnflushed() {
        return request.cleanShutdown() ? segments.count() : Math.max(0, segments.floor(request.recoveryPoint()));
    }

    /** Producer state as of the start of a segment. */
    private void startProducersAt(int index) throws IOException {
        long baseOffset = segments.get(index).baseOffset();
        if (producersFollow) {
            producers.advanceTo(baseOffset);
        } else {
            new ProducerReplay(producers, snapshots)
                    .rebuild(segments.all().subList(0, index), request.logStartOffset(), baseOffset, request.nowMs());
            producersFollow = true;
        }
        if (index > 0 && !snapshots.has(baseOffset)) {
            snapshots.write(baseOffset, producers.snapshot());
        }
    }

    /** Sees each good batch of a segment that is recovered. */
    private void visit(LogSegment segment, RecordBatch batch, int position) throws IOException {
        noteEpoch(batch);
        Optional<ProducerAppend> append = ProducerAppends.read(segment, batch, position);
        Optional<CompletedTransaction> completed = append.flatMap(producers::apply);
        if (completed.isPresent() && completed.get().aborted()) {
            segment.noteAborted(ProducerAppends.aborted(completed.get()));
        }
        producers.advanceTo(batch.nextOffset());
    }

    /**
     * Deletes segments for good, the last one first: were the power to bring one back once the log has grown again, what
     * other leaders wrote would follow on what this one did.
     */
    private void deleteFrom(int index) throws IOException {
        List<LogSegment> deleted = segments.removeFrom(index);
        for (LogSegment segment : deleted.reversed()) {
            LOG.warn(
                    "Deleting segment {} of {}, which comes after the end of the log",
                    segment.baseOffset(),
                    request.partition());
            for (Path file : segment.markDeleted()) {
                disk.delete(file);
            }
        }
        if (!deleted.isEmpty()) {
            disk.forceDirectory(request.folder());
        }
    }

    /** Finds the end of the log, and makes sure that there is a segment to go on with. */
    private long settleEnd() throws IOException {
        if (segments.count() > 0) {
            long logEndOffset = segments.active().readNextOffset();
            if (logEndOffset >= request.logStartOffset()) {
                return logEndOffset;
            }
            LOG.warn(
                    "The log of {} ends at {}, before its start at {}: deleting all of it",
                    request.partition(),
                    logEndOffset,
                    request.logStartOffset());
            deleteFrom(0);
            epochs.clear();
            producersFollow = false;
        }
        touched = true;
        segments.add(LogSegment.create(files, request.folder(), request.logStartOffset(), request.nowMs(), 0));
        return request.logStartOffset();
    }

    // Epochs.

    private void readEpochs() throws IOException {
        Path file = request.folder().resolve(LeaderEpochCheckpoint.FILE_NAME);
        Optional<ByteBuffer> content = AtomicFile.read(disk, file);
        if (content.isPresent()) {
            try {
                epochs = new LeaderEpochCache(LeaderEpochCheckpoint.decode(content.get()));
            } catch (IOException malformed) {
                LOG.warn("Making {} anew from the log: {}", file, malformed.getMessage());
                epochsLost = true;
            }
        } else {
            epochsLost = true;
        }
    }

    private void noteEpoch(RecordBatch batch) {
        int epoch = batch.partitionLeaderEpoch();
        if (epoch > epochs.latestEpoch().orElse(RecordBatch.NO_LEADER_EPOCH)) {
            epochs.assign(epoch, batch.baseOffset());
        }
    }

    private void settleEpochs(long logEndOffset) throws IOException {
        // The file may know of a later start of the log than what holds now, or be lost.
        boolean incomplete =
                logEndOffset > logStart() && epochs.epochForOffset(logStart()).isEmpty();
        if (epochsLost || incomplete) {
            touched = true;
            epochs.clear();
            for (LogSegment segment : segments.all()) {
                segment.forEachBatch(segment.baseOffset(), logEndOffset, (in, batch, position) -> noteEpoch(batch));
            }
        }
        touched |= epochs.truncateFromEnd(logEndOffset);
        touched |= epochs.truncateFromStart(request.logStartOffset());
    }

    // Producers.

    /**
     * A snapshot that is not of a segment's start is of a clean stop, and good as long as nothing came after it. Others were
     * deleted in vain before the power went, and may tell of records that are no more.
     */
    private void deleteStraySnapshots() throws IOException {
        Set<Long> good = new TreeSet<>();
        segments.all().forEach(segment -> good.add(segment.baseOffset()));
        if (request.cleanShutdown() && !snapshots.offsets().isEmpty()) {
            good.add(snapshots.offsets().getLast());
        }
        snapshots.deleteWhere(offset -> !good.contains(offset));
    }

    private void settleProducers(long logEndOffset) throws IOException {
        snapshots.deleteWhere(offset -> offset > logEndOffset);
        if (!producersFollow) {
            new ProducerReplay(producers, snapshots).rebuild(segments.all(), logStart(), logEndOffset, request.nowMs());
        }
        producers.advanceTo(logEndOffset);
        producers.logStartAdvanced(logStart());
    }

    private long logStart() {
        return Math.max(request.logStartOffset(), segments.first().baseOffset());
    }

    private RecoveredLog result(long logEndOffset) {
        long recoveryPoint = request.cleanShutdown() ? logEndOffset : Math.min(request.recoveryPoint(), logEndOffset);
        return new RecoveredLog(
                request.partition(),
                request.folder(),
                segments.all().stream().map(LogSegment::facts).toList(),
                logStart(),
                logEndOffset,
                recoveryPoint,
                producers,
                epochs,
                snapshots.offsets(),
                request.nowMs(),
                !touched,
                request.cleanedOffset());
    }
}
