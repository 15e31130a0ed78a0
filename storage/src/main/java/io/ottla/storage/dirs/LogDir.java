package io.ottla.storage.dirs;

import io.ottla.storage.TopicPartition;
import io.ottla.storage.disk.AtomicFile;
import io.ottla.storage.disk.Disk;
import io.ottla.storage.log.RecoveredLog;
import io.ottla.storage.log.SpaceReserve;
import io.ottla.storage.log.StorageFailure;
import io.ottla.wire.io.Uuid;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One data folder that is in use. It is immutable, and can be used from any thread; checkpoints are written by one at a time. */
public final class LogDir {
    private static final Logger LOG = LoggerFactory.getLogger(LogDir.class);

    private final Disk disk;
    private final Path path;
    private final Uuid id;
    private final Optional<CleanShutdownMarker> marker;
    private final SpaceReserve reserve;

    LogDir(Disk disk, Path path, Uuid id, Optional<CleanShutdownMarker> marker, SpaceReserve reserve) {
        this.disk = disk;
        this.path = path;
        this.id = id;
        this.marker = marker;
        this.reserve = reserve;
    }

    public Path path() {
        return path;
    }

    /** The folder's id ({@code directory.id}), which the cluster knows it by. */
    public Uuid id() {
        return id;
    }

    /** Whether the last broker that used the folder stopped in good order. */
    public boolean cleanShutdown() {
        return marker.isPresent();
    }

    /** The epoch of the broker that stopped in good order; empty when none did, or it did not say. */
    public OptionalLong cleanShutdownBrokerEpoch() {
        return marker.map(CleanShutdownMarker::brokerEpoch).orElse(OptionalLong.empty());
    }

    /** The volume's size, and what is left of it. */
    public Disk.Space space() {
        try {
            return disk.space(path);
        } catch (IOException refused) {
            throw new StorageFailure(path, "asking for the space left", refused);
        }
    }

    /** Whether there is so little room left that records are, or will soon be, refused. */
    boolean isShortOfRoom() {
        Disk.Space space = space();
        return space.usableBytes() < 2 * reserve.bytesOf(space.totalBytes());
    }

    /** Writes a checkpoint, in place of the one that is there. */
    public void write(OffsetCheckpoint checkpoint, Map<TopicPartition, Long> offsets) {
        write(checkpoint, OffsetCheckpoint.encode(offsets));
    }

    void write(OffsetCheckpoint checkpoint, ByteBuffer content) {
        try {
            AtomicFile.replace(disk, path.resolve(checkpoint.fileName()), content);
        } catch (IOException refused) {
            throw StorageFailure.of(path, "writing " + checkpoint.fileName(), refused);
        }
    }

    /**
     * Writes down where the logs in this folder stand, once all of them are opened and before anything is appended. The
     * checkpoints that were found may be ahead of a log that lost its end; were it to grow past them unflushed, the next
     * recovery would trust what it must not.
     */
    public void writeRecovered(Collection<RecoveredLog> logs) {
        Map<TopicPartition, Long> recoveryPoints = new TreeMap<>();
        Map<TopicPartition, Long> starts = new TreeMap<>();
        for (RecoveredLog log : logs) {
            recoveryPoints.put(log.partition(), log.recoveryPoint());
            starts.put(log.partition(), log.logStartOffset());
        }
        write(OffsetCheckpoint.RECOVERY_POINT, recoveryPoints);
        write(OffsetCheckpoint.LOG_START_OFFSET, starts);
    }

    /** Reads a checkpoint. One that is damaged is reported, and taken for missing, as recovery can do without. */
    public SortedMap<TopicPartition, Long> read(OffsetCheckpoint checkpoint) {
        Optional<ByteBuffer> content;
        try {
            content = AtomicFile.read(disk, path.resolve(checkpoint.fileName()));
        } catch (IOException refused) {
            throw new StorageFailure(path, "reading " + checkpoint.fileName(), refused);
        }
        try {
            return content.isPresent() ? OffsetCheckpoint.decode(content.get()) : new TreeMap<>();
        } catch (IOException malformed) {
            LOG.warn(
                    "{} in {} cannot be read and is not used: {}", checkpoint.fileName(), path, malformed.getMessage());
            return new TreeMap<>();
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
