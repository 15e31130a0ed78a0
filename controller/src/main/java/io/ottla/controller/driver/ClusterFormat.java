package io.ottla.controller.driver;

import io.ottla.controller.ControllerSettings;
import io.ottla.controller.decide.FeaturePolicy;
import io.ottla.controller.image.MetadataVersion;
import io.ottla.controller.image.OffsetAndEpoch;
import io.ottla.controller.raft.ReplicaKey;
import io.ottla.controller.raft.VoterSet;
import io.ottla.controller.record.BatchVisitor;
import io.ottla.controller.record.Checkpoint;
import io.ottla.controller.record.VersionedRecord;
import io.ottla.storage.disk.Disk;
import io.ottla.storage.disk.DiskFile;
import io.ottla.wire.batch.ControlType;
import io.ottla.wire.io.Uuid;
import io.ottla.wire.record.metadata.FeatureLevelRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a new cluster begins with, and how it comes into an empty folder: as the reference's formatter has it. */
final class ClusterFormat {
    /** The snapshot that stands before the first record of the log, and only names the voters. */
    private static final OffsetAndEpoch FIRST_SNAPSHOT = new OffsetAndEpoch(0, 0);

    private static final long NO_RECORD_YET = 0;

    private final Disk disk;
    private final MetadataFolder folder;
    private final CheckpointFiles files;

    ClusterFormat(Disk disk, MetadataFolder folder) {
        this.disk = disk;
        this.folder = folder;
        this.files = new CheckpointFiles(disk);
    }

    /** Whether nobody ever formatted the folder, nor used it. */
    boolean isMissing() throws IOException {
        return !disk.exists(folder.bootstrap())
                && !disk.exists(folder.quorumState())
                && disk.list(folder.log()).stream().noneMatch(name -> name.endsWith(".log"));
    }

    /**
     * Formats the folder for a quorum of this node alone, or for the static voters, if there are any. What says that it is
     * formatted is written last.
     */
    void write(ControllerSettings settings, FeaturePolicy features, long nowMs) throws IOException {
        if (settings.voters().isEmpty()) {
            ReplicaKey key = new ReplicaKey(settings.nodeId(), settings.directoryId());
            VoterSet voters = new VoterSet(List.of(Quorum.self(key, settings.listeners())));
            Checkpoint.Quorum quorum = new Checkpoint.Quorum(Quorum.KRAFT_VERSION_MAX, VoterRecords.toRecord(voters));
            files.write(
                    new CheckpointFiles.Plan(
                            folder.unfinishedSnapshot(FIRST_SNAPSHOT),
                            folder.snapshot(FIRST_SNAPSHOT),
                            FIRST_SNAPSHOT.epoch(),
                            new Checkpoint.Header(nowMs, Optional.of(quorum)),
                            out -> {}),
                    nowMs);
        }
        List<VersionedRecord> records = bootstrapRecords(features);
        files.write(
                new CheckpointFiles.Plan(
                        folder.bootstrap().resolveSibling("bootstrap.checkpoint.tmp"),
                        folder.bootstrap(),
                        0,
                        new Checkpoint.Header(NO_RECORD_YET, Optional.empty()),
                        records::forEach),
                nowMs);
    }

    /** The level of metadata.version comes first: it says how the rest is to be read. */
    private static List<VersionedRecord> bootstrapRecords(FeaturePolicy features) {
        List<VersionedRecord> records = new ArrayList<>();
        features.levelsOfNewCluster().forEach((name, level) -> {
            VersionedRecord record =
                    new VersionedRecord(new FeatureLevelRecord().name(name).featureLevel(level), 0);
            records.add(name.equals(MetadataVersion.FEATURE) ? 0 : records.size(), record);
        });
        return records;
    }

    /** The records that the cluster was formatted with; those of a new one when the folder does not say. */
    List<VersionedRecord> readBootstrap(FeaturePolicy features) throws IOException {
        List<VersionedRecord> records = new ArrayList<>();
        try {
            files.read(folder.bootstrap(), new RecordCollector(records));
        } catch (NoSuchFileException missing) {
            return bootstrapRecords(features);
        }
        return records;
    }

    /** Notes the topic's id beside the log, as every partition has it. */
    void writePartitionMetadata() throws IOException {
        if (!disk.exists(folder.partitionMetadata())) {
            try (DiskFile file = disk.open(folder.partitionMetadata(), Disk.Mode.CREATE)) {
                file.write(0, StandardCharsets.UTF_8.encode("version: 0\ntopic_id: " + Uuid.METADATA_TOPIC));
            }
        }
    }

    private record RecordCollector(List<VersionedRecord> records) implements BatchVisitor {
        @Override
        public void control(ControlType type, ByteBuffer value, long offset) {
            // The header and the footer.
        }

        @Override
        public void record(VersionedRecord record, long offset) {
            records.add(record);
        }

        @Override
        public void batchEnd(long lastOffset, int leaderEpoch, long maxTimestamp) {
            // How the records are grouped does not matter.
        }
    }
}
