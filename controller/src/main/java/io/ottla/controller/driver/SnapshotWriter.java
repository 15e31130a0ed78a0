package io.ottla.controller.driver;

import io.ottla.controller.ControllerEnvironment;
import io.ottla.controller.ControllerSettings;
import io.ottla.controller.image.ClusterImage;
import io.ottla.controller.image.ImageRecords;
import io.ottla.controller.image.OffsetAndEpoch;
import io.ottla.controller.record.Checkpoint;
import java.io.IOException;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has snapshots written in the background, one at a time, and cleans up when one is done. Owned by the controller's thread;
 * the background only writes an image that does not change, and says when it has.
 */
final class SnapshotWriter {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotWriter.class);

    private final ControllerEnvironment environment;
    private final ControllerSettings.Log settings;
    private final MetadataFolder folder;
    private final CheckpointFiles files;
    private final SnapshotStore store;
    private final MetadataLog log;
    private final Runnable wake;

    /** What the background has to say; taken by the controller's thread. */
    private final AtomicReference<Outcome> outcome = new AtomicReference<>();

    private boolean running;

    /** @param failure null when all went well */
    private record Outcome(OffsetAndEpoch id, long sizeBytes, IOException failure) {}

    SnapshotWriter(
            ControllerEnvironment environment,
            ControllerSettings settings,
            SnapshotStore store,
            MetadataLog log,
            Runnable wake) {
        this.environment = environment;
        this.settings = settings.log();
        this.folder = new MetadataFolder(settings.metadataLogDir());
        this.files = new CheckpointFiles(environment.disk());
        this.store = store;
        this.log = log;
        this.wake = wake;
    }

    boolean isRunning() {
        return running;
    }

    /**
     * Begins a snapshot of {@code image}, all of which is committed, and none of which is part of a transaction.
     *
     * @param header what goes before the image's records
     */
    void begin(ClusterImage image, Checkpoint.Header header, long nowMs) {
        OffsetAndEpoch id =
                new OffsetAndEpoch(image.applied().offset() + 1, image.applied().epoch());
        CheckpointFiles.Plan plan = new CheckpointFiles.Plan(
                folder.unfinishedSnapshot(id),
                folder.snapshot(id),
                id.epoch(),
                header,
                out -> ImageRecords.write(image, out));
        running = true;
        environment.background().execute(() -> {
            outcome.set(run(id, plan, nowMs));
            wake.run();
        });
    }

    private Outcome run(OffsetAndEpoch id, CheckpointFiles.Plan plan, long nowMs) {
        try {
            return new Outcome(id, files.write(plan, nowMs), null);
        } catch (IOException e) {
            return new Outcome(id, 0, e);
        }
    }

    /** Takes in a snapshot that is done, if there is one: what it makes superfluous goes. */
    void settle(long nowMs) throws IOException {
        Outcome done = outcome.getAndSet(null);
        if (done == null) {
            return;
        }
        running = false;
        if (done.failure() != null) {
            throw done.failure();
        }
        store.add(done.id(), done.sizeBytes(), nowMs);
        LOG.info(
                "Wrote a metadata snapshot up to offset {}: {} bytes", done.id().offset() - 1, done.sizeBytes());
        OptionalLong logStart = store.clean(settings, log.sizeBytes(), nowMs);
        if (logStart.isPresent()) {
            log.startAt(logStart.getAsLong(), nowMs);
        }
    }
}
