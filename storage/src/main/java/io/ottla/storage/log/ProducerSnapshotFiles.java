package io.ottla.storage.log;

import io.ottla.storage.disk.Disk;
import io.ottla.storage.disk.DiskFile;
import io.ottla.storage.producer.ProducerSnapshot;
import io.ottla.storage.segment.SegmentFileName;
import io.ottla.storage.segment.SegmentFileName.Kind;
import io.ottla.storage.segment.SegmentFileName.Stage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The {@code <offset>.snapshot} files of a partition: what was known of producers when the log ended at that offset. There is
 * one for the start of each segment but the first, and one more after a clean stop.
 */
final class ProducerSnapshotFiles {
    private static final Logger LOG = LoggerFactory.getLogger(ProducerSnapshotFiles.class);

    private final Disk disk;
    private final Path folder;
    /** Ascending. An array, since there are few, and very many partitions. */
    private long[] offsets;

    ProducerSnapshotFiles(Disk disk, Path folder, Collection<Long> offsets) {
        this.disk = disk;
        this.folder = folder;
        this.offsets = offsets.stream().mapToLong(Long::longValue).sorted().toArray();
    }

    List<Long> offsets() {
        return LongStream.of(offsets).boxed().toList();
    }

    boolean has(long offset) {
        return Arrays.binarySearch(offsets, offset) >= 0;
    }

    Path path(long offset) {
        return folder.resolve(SegmentFileName.of(offset, Kind.PRODUCER_SNAPSHOT));
    }

    /** Writes a snapshot; it is not forced. */
    void write(long offset, ProducerSnapshot snapshot) throws IOException {
        try (DiskFile file = disk.open(path(offset), Disk.Mode.CREATE)) {
            file.truncate(0);
            file.write(0, snapshot.encode());
        }
        int place = Arrays.binarySearch(offsets, offset);
        if (place < 0) {
            offsets = with(offset, -place - 1);
        }
    }

    private long[] with(long offset, int place) {
        long[] more = Arrays.copyOf(offsets, offsets.length + 1);
        System.arraycopy(offsets, place, more, place + 1, offsets.length - place);
        more[place] = offset;
        return more;
    }

    private void forget(long offset) {
        offsets = LongStream.of(offsets).filter(known -> known != offset).toArray();
    }

    /** The newest snapshot that can be read, of those up to {@code offset}. Those that cannot are deleted. */
    Optional<Loaded> newest(long offset) throws IOException {
        long[] known = offsets;
        for (int i = known.length - 1; i >= 0; i--) {
            if (known[i] > offset) {
                continue;
            }
            try {
                return Optional.of(new Loaded(known[i], read(known[i])));
            } catch (ProducerSnapshot.Corrupt unreadable) {
                LOG.warn("Deleting the producer snapshot {}: {}", path(known[i]), unreadable.getMessage());
                delete(known[i]);
            }
        }
        return Optional.empty();
    }

    /** A snapshot and the offset it was taken at. */
    record Loaded(long offset, ProducerSnapshot snapshot) {}

    private ProducerSnapshot read(long offset) throws IOException, ProducerSnapshot.Corrupt {
        try (DiskFile file = disk.open(path(offset), Disk.Mode.READ)) {
            ByteBuffer content = ByteBuffer.allocate(Math.toIntExact(file.size()));
            file.read(0, content);
            return ProducerSnapshot.decode(content.flip());
        }
    }

    /** Deletes the snapshots at the offsets that {@code which} names. */
    void deleteWhere(LongPredicate which) throws IOException {
        for (long offset : offsets) {
            if (which.test(offset)) {
                delete(offset);
            }
        }
    }

    private void delete(long offset) throws IOException {
        disk.delete(path(offset));
        forget(offset);
    }

    /** Marks the snapshot at {@code offset}, if there is one, as deleted, by its name, and returns that name. */
    List<Path> markDeleted(long offset) throws IOException {
        List<Path> marked = new ArrayList<>(1);
        if (has(offset)) {
            forget(offset);
            Path name = folder.resolve(SegmentFileName.of(offset, Kind.PRODUCER_SNAPSHOT, Stage.DELETED));
            disk.rename(path(offset), name);
            marked.add(name);
        }
        return marked;
    }
}
