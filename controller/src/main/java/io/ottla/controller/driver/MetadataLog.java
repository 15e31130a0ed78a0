package io.ottla.controller.driver;

import io.ottla.controller.ControllerSettings;
import io.ottla.controller.image.OffsetAndEpoch;
import io.ottla.controller.record.BatchVisitor;
import io.ottla.controller.record.MetadataBatches;
import io.ottla.storage.TopicPartition;
import io.ottla.storage.disk.Disk;
import io.ottla.storage.log.AtLeast;
import io.ottla.storage.log.LogConfig;
import io.ottla.storage.log.LogEnvironment;
import io.ottla.storage.log.LogRecovery;
import io.ottla.storage.log.LogSlice;
import io.ottla.storage.log.PartitionLog;
import io.ottla.storage.log.PendingDeletions;
import io.ottla.storage.log.ReadResult;
import io.ottla.storage.log.RecoveryRequest;
import io.ottla.storage.log.StageResult;
import io.ottla.storage.producer.AppendOrigin;
import io.ottla.storage.producer.ProducerSettings;
import io.ottla.storage.segment.FilePool;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/**
 * The log of the metadata partition. What is appended is synced before anybody hears of it. Owned by the controller's
 * thread.
 */
final class MetadataLog implements AutoCloseable {
    private static final int OPEN_FILES_MAX = 16;
    private static final int READ_BYTES = 1 << 20;

    private final Disk disk;
    private final PendingDeletions deletions;
    private final PartitionLog log;
    private long nextOffset;
    private int stagedBytes;

    private MetadataLog(Disk disk, PendingDeletions deletions, PartitionLog log) {
        this.disk = disk;
        this.deletions = deletions;
        this.log = log;
        this.nextOffset = log.logEndOffset();
    }

    /** Opens the log in its folder, which exists; what a crash left torn at its end is dropped. */
    static MetadataLog open(
            Disk disk, MetadataFolder folder, ControllerSettings.Log settings, RandomGenerator random, long nowMs) {
        LogConfig config = config(settings);
        TopicPartition partition = new TopicPartition(MetadataFolder.TOPIC, 0);
        RecoveryRequest request = new RecoveryRequest(
                partition, folder.log(), config, ProducerSettings.DEFAULTS, 0, 0, false, nowMs, OptionalLong.empty());
        PendingDeletions deletions = new PendingDeletions();
        LogEnvironment environment = new LogEnvironment(new FilePool(disk, OPEN_FILES_MAX), deletions, random);
        PartitionLog log = new PartitionLog(LogRecovery.recover(disk, request), config, environment);
        return new MetadataLog(disk, deletions, log);
    }

    /** What goes is up to the snapshots, not to the age of segments. */
    private static LogConfig config(ControllerSettings.Log settings) {
        return LogConfig.of(Map.of(
                "segment.bytes",
                Integer.toString(settings.segmentBytes()),
                "segment.ms",
                Long.toString(settings.segmentMs()),
                "max.message.bytes",
                Integer.toString(MetadataBatches.BATCH_BYTES_MAX),
                "cleanup.policy",
                "delete",
                "retention.ms",
                "-1",
                "retention.bytes",
                "-1"));
    }

    long startOffset() {
        return log.logStartOffset();
    }

    /** One more than the last offset that is on disk, or staged. */
    long nextOffset() {
        return nextOffset;
    }

    /** The epoch of the last record; that of {@code otherwise} when there is none. */
    int lastEpoch(int otherwise) {
        return log.latestEpoch().orElse(otherwise);
    }

    long sizeBytes() {
        return log.sizeBytes();
    }

    int stagedBytes() {
        return stagedBytes;
    }

    /** Shows {@code visitor} what is on disk from {@code fromOffset} on. */
    void read(long fromOffset, BatchVisitor visitor) throws IOException {
        long offset = fromOffset;
        EndOfBatch end = new EndOfBatch(visitor);
        while (offset < log.logEndOffset()) {
            MetadataBatches.visit(readChunk(offset), end);
            if (end.nextOffset() <= offset) {
                throw new IOException("the metadata log has nothing at offset " + offset + ", before its end at "
                        + log.logEndOffset());
            }
            offset = end.nextOffset();
        }
    }

    private ByteBuffer readChunk(long offset) throws IOException {
        return switch (log.read(offset, READ_BYTES, AtLeast.ONE_BATCH, log.logEndOffset())) {
            case ReadResult.OffsetOutOfRange gone ->
                throw new IOException("the metadata log begins at offset " + gone.logStartOffset()
                        + ", and what comes before, from " + offset + " on, is in no snapshot");
            case LogSlice slice -> {
                ByteBuffer bytes = ByteBuffer.allocate(slice.sizeInBytes());
                try {
                    slice.copyTo(bytes);
                } finally {
                    slice.release();
                }
                yield bytes.flip();
            }
        };
    }

    /** Gives a batch its place; {@link #writeAndSync} puts it down. Returns the offset of its first record. */
    long stage(ByteBuffer batch, int epoch, long nowMs) {
        int size = batch.remaining();
        StageResult result = log.stage(batch, AppendOrigin.RAFT, epoch, nowMs);
        if (result instanceof StageResult.Appended appended) {
            nextOffset = appended.lastOffset() + 1;
            stagedBytes += size;
            return appended.firstOffset();
        }
        throw new IllegalStateException("the metadata log does not take a batch of ours: " + result);
    }

    boolean hasStaged() {
        return stagedBytes > 0;
    }

    /** Puts all that is staged on the platter. */
    void writeAndSync() {
        log.write();
        log.flush();
        stagedBytes = 0;
    }

    void updateHighWatermark(long offset) {
        log.updateHighWatermark(offset);
    }

    /** Drops everything, since a snapshot goes further than the log does. */
    void restartAt(OffsetAndEpoch snapshot, long nowMs) {
        log.truncateFullyAndStartAt(snapshot.offset(), nowMs);
        nextOffset = snapshot.offset();
    }

    /** Lets the log begin at {@code offset}, and deletes the segments before it. */
    void startAt(long offset, long nowMs) {
        if (log.advanceLogStartOffset(offset)) {
            log.applyRetention(nowMs);
        }
    }

    /** Deletes the files whose time has come. */
    void deleteDue(long nowMs) {
        for (PendingDeletions.Deletion deletion : deletions.takeDue(nowMs)) {
            deletion.run(disk);
        }
    }

    @Override
    public void close() {
        deletions.takeAll().forEach(deletion -> deletion.run(disk));
        log.close();
    }

    /** Lets go of the files as they are: the disk has failed. */
    void abandon() {
        log.abandon();
    }
}
