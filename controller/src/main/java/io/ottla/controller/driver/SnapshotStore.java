package io.ottla.controller.driver;

import io.ottla.controller.ControllerSettings;
import io.ottla.controller.image.OffsetAndEpoch;
import io.ottla.storage.disk.Disk;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** The snapshots in the metadata log's folder. Owned by the controller's thread. */
final class SnapshotStore {
    private final Disk disk;
    private final MetadataFolder folder;
    private final TreeMap<OffsetAndEpoch, File> snapshots = new TreeMap<>();

    private record File(long sizeBytes, long writtenMs) {}

    private SnapshotStore(Disk disk, MetadataFolder folder) {
        this.disk = disk;
        this.folder = folder;
    }

    /** Finds the snapshots there are, and deletes those that were never finished. */
    static SnapshotStore open(Disk disk, MetadataFolder folder) throws IOException {
        SnapshotStore store = new SnapshotStore(disk, folder);
        for (String name : disk.list(folder.log())) {
            Optional<OffsetAndEpoch> id = MetadataFolder.snapshotOf(name);
            if (id.isPresent()) {
                Disk.Entry entry = disk.stat(folder.snapshot(id.get()));
                store.add(id.get(), entry.sizeBytes(), entry.modifiedMs());
            } else if (name.endsWith(MetadataFolder.UNFINISHED_SUFFIX)) {
                disk.delete(folder.log().resolve(name));
            }
        }
        return store;
    }

    /** The snapshot that goes furthest. */
    Optional<OffsetAndEpoch> latest() {
        return snapshots.isEmpty() ? Optional.empty() : Optional.of(snapshots.lastKey());
    }

    void add(OffsetAndEpoch id, long sizeBytes, long writtenMs) {
        snapshots.put(id, new File(sizeBytes, writtenMs));
    }

    /**
     * Deletes the oldest snapshots, as long as they are too old, or log and snapshots together too large; the latest one
     * stays. Returns where the log must not begin after, when some were deleted: it can be dropped up to the oldest that
     * is left.
     *
     * @param logBytes the size of the log
     */
    OptionalLong clean(ControllerSettings.Log settings, long logBytes, long nowMs) throws IOException {
        OptionalLong logStart = OptionalLong.empty();
        while (snapshots.size() > 1 && (isOld(settings, nowMs) || isLarge(settings, logBytes))) {
            Map.Entry<OffsetAndEpoch, File> oldest = snapshots.pollFirstEntry();
            disk.delete(folder.snapshot(oldest.getKey()));
            logStart = OptionalLong.of(snapshots.firstKey().offset());
        }
        return logStart;
    }

    private boolean isOld(ControllerSettings.Log settings, long nowMs) {
        long ageMs = nowMs - snapshots.firstEntry().getValue().writtenMs();
        return settings.retentionMs() >= 0 && ageMs > settings.retentionMs();
    }

    private boolean isLarge(ControllerSettings.Log settings, long logBytes) {
        long snapshotBytes =
                snapshots.values().stream().mapToLong(File::sizeBytes).sum();
        return settings.retentionBytes() >= 0 && logBytes + snapshotBytes > settings.retentionBytes();
    }
}
