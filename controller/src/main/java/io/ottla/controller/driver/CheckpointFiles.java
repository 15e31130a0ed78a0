package io.ottla.controller.driver;

import io.ottla.controller.record.BatchVisitor;
import io.ottla.controller.record.Checkpoint;
import io.ottla.controller.record.VersionedRecord;
import io.ottla.storage.disk.AtomicFile;
import io.ottla.storage.disk.Disk;
import io.ottla.storage.disk.DiskFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Checkpoints on disk. May be used on any thread. */
final class CheckpointFiles {
    private final Disk disk;

    CheckpointFiles(Disk disk) {
        this.disk = disk;
    }

    /**
     * A checkpoint to be written.
     *
     * @param unfinished the name it has while it is written
     * @param file the name it gets in the end
     * @param leaderEpoch the epoch of the last record that it stands for
     * @param records hands the records to whom it is given
     */
    record Plan(
            Path unfinished,
            Path file,
            int leaderEpoch,
            Checkpoint.Header header,
            Consumer<Consumer<VersionedRecord>> records) {}

    /** Writes a checkpoint, durably: it is there whole, or not at all. Returns its size. */
    long write(Plan plan, long nowMs) throws IOException {
        long sizeBytes;
        try (DiskFile target = disk.open(plan.unfinished(), Disk.Mode.CREATE)) {
            target.truncate(0);
            Appender appender = new Appender(target);
            Checkpoint checkpoint = new Checkpoint(plan.leaderEpoch(), nowMs, plan.header(), appender::append);
            plan.records().accept(checkpoint::append);
            checkpoint.finish();
            target.force();
            sizeBytes = appender.position;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        disk.rename(plan.unfinished(), plan.file());
        disk.forceDirectory(plan.file().toAbsolutePath().getParent());
        return sizeBytes;
    }

    /** Shows {@code visitor} what is in a checkpoint. Throws {@link NoSuchFileException} when there is none. */
    void read(Path file, BatchVisitor visitor) throws IOException {
        ByteBuffer content = AtomicFile.read(disk, file).orElseThrow(() -> new NoSuchFileException(file.toString()));
        Checkpoint.visit(content, visitor);
    }

    private static final class Appender {
        private final DiskFile target;
        private long position;

        Appender(DiskFile target) {
            this.target = target;
        }

        void append(ByteBuffer batch) {
            int size = batch.remaining();
            try {
                target.write(position, batch);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            position += size;
        }
    }
}
