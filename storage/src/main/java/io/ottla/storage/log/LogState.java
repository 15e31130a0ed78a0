package io.ottla.storage.log;

import io.ottla.storage.TopicPartition;
import io.ottla.storage.epoch.LeaderEpochCache;
import io.ottla.storage.producer.ProducerStateTable;
import io.ottla.storage.segment.LogSegment;
import io.ottla.storage.segment.SegmentFacts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;

/** What the parts of a {@link PartitionLog} share. All of it belongs to the log's owner. */
final class LogState {
    final TopicPartition partition;
    final Path folder;
    final LogEnvironment environment;
    final Segments segments = new Segments();
    final ProducerStateTable producers;
    final ProducerSnapshotFiles snapshots;
    final LeaderEpochCache epochs;
    LogConfig config;
    long logStartOffset;
    long logEndOffset;
    long highWatermark;

    /** Whether anything is not as the last clean stop left it. */
    boolean changed;

    /** Whether the folder has names that a loss of power could undo. */
    boolean namesChanged;

    /** Whether a loss of power could undo that there is a folder. */
    boolean folderUnflushed;

    /** Whether the epochs are others than in their file. */
    boolean epochsChanged;

    /** How much room there is. */
    final SpaceGauge space;

    private StorageFailure failure;

    LogState(RecoveredLog found, LogConfig config, LogEnvironment environment) {
        this.partition = found.partition();
        this.folder = found.folder();
        this.environment = environment;
        this.config = config;
        this.space = environment.gaugeOf(logDir());
        this.producers = found.producers();
        this.epochs = found.epochs();
        this.snapshots = new ProducerSnapshotFiles(environment.disk(), folder, found.snapshots());
        for (SegmentFacts facts : found.segments()) {
            segments.add(new LogSegment(environment.files(), folder, facts, found.openedMs(), drawJitterMs()));
        }
        this.logStartOffset = found.logStartOffset();
        this.logEndOffset = found.logEndOffset();
        this.highWatermark = found.logStartOffset();
        this.changed = !found.clean();
        this.namesChanged = changed;
        this.folderUnflushed = changed;
        this.epochsChanged = changed;
    }

    RecoveredLog continuedIn(RecoveredLog copy, Path newFolder, OptionalLong cleanedOffset) {
        if (copy.logEndOffset() != logEndOffset) {
            throw new IllegalStateException(copy.folder() + " ends at offset " + copy.logEndOffset() + ", and " + folder
                    + " at " + logEndOffset);
        }
        return new RecoveredLog(
                partition,
                newFolder,
                copy.segments(),
                logStartOffset,
                logEndOffset,
                copy.recoveryPoint(),
                producers,
                epochs,
                copy.snapshots(),
                copy.openedMs(),
                false,
                cleanedOffset);
    }

    void noteNamesChanged() {
        namesChanged = true;
        changed = true;
    }

    /**
     * They are written with the next flush of records. An epoch without a record need not outlive a stop: what follows it will
     * have another one. So that a log to which nothing happened but a new leader costs nothing at a stop.
     */
    void noteEpochsChanged() {
        epochsChanged = true;
    }

    /** The data folder that the partition's folder is in. */
    Path logDir() {
        return folder.toAbsolutePath().getParent();
    }

    long drawJitterMs() {
        long most = Math.min(config.segmentJitterMs(), config.segmentMs());
        return most <= 0 ? 0 : environment.random().nextLong(most);
    }

    /** Refuses to go on after a failure. */
    void checkUsable() {
        if (failure != null) {
            throw failure;
        }
    }

    /** The disk failed: from now on everything but {@code close} does. */
    StorageFailure fail(String doing, IOException cause) {
        failure = new StorageFailure(logDir(), doing + " " + partition, cause);
        return failure;
    }

    boolean hasFailed() {
        return failure != null;
    }
}
