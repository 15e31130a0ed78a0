package io.ottla.storage.log;

import io.ottla.storage.disk.Disk;
import io.ottla.storage.segment.FilePool;
import io.ottla.storage.segment.LogSegment;
import io.ottla.storage.segment.SegmentFileName;
import io.ottla.storage.segment.SegmentFileName.Kind;
import io.ottla.storage.segment.SegmentFileName.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Clears away what a stop in the midst of something left in a partition's folder, by the reference's rules:
 *
 * <ul>
 *   <li>{@code .deleted}: to be deleted.
 *   <li>{@code .cleaned}: compaction was not done; to be deleted. So are {@code .swap} files at or after the first of them:
 *       not all files that were to replace a segment are there.
 *   <li>{@code .swap} else: compaction was done; the segments in their range are deleted, and they take their place.
 *   <li>an index without its {@code .log}: to be deleted.
 * </ul>
 */
final class LeftoverFiles {
    private static final Logger LOG = LoggerFactory.getLogger(LeftoverFiles.class);
    /** Snapshots of the metadata log; whoever owns them deletes them. */
    private static final String QUORUM_SNAPSHOT_DELETED = ".checkpoint.deleted";

    private final Disk disk;
    private final Path folder;

    LeftoverFiles(Disk disk, Path folder) {
        this.disk = disk;
        this.folder = folder;
    }

    /** Clears away, and returns the names of the segments' files that are left. */
    List<SegmentFileName> clear() throws IOException {
        List<String> names = new ArrayList<>();
        for (String name : disk.list(folder)) {
            if (name.endsWith(".deleted") && !name.endsWith(QUORUM_SNAPSHOT_DELETED)) {
                disk.delete(folder.resolve(name));
            } else {
                names.add(name);
            }
        }
        List<SegmentFileName> found = parse(names);
        if (found.stream().anyMatch(name -> name.stage() != Stage.LIVE)) {
            clearReplacements(found);
            found = list();
        }
        return withoutOrphans(found);
    }

    private void clearReplacements(List<SegmentFileName> found) throws IOException {
        long firstCleaned = found.stream()
                .filter(name -> name.stage() == Stage.CLEANED)
                .mapToLong(SegmentFileName::baseOffset)
                .min()
                .orElse(Long.MAX_VALUE);
        List<SegmentFileName> swapped = new ArrayList<>();
        for (SegmentFileName name : found) {
            if (name.stage() == Stage.CLEANED || (name.stage() == Stage.SWAP && name.baseOffset() >= firstCleaned)) {
                delete(name);
            } else if (name.stage() == Stage.SWAP) {
                swapped.add(name);
            }
        }
        if (!swapped.isEmpty()) {
            finishSwap(swapped);
        }
    }

    private List<SegmentFileName> list() throws IOException {
        return parse(disk.list(folder));
    }

    private static List<SegmentFileName> parse(List<String> names) {
        return names.stream()
                .flatMap(name -> SegmentFileName.parse(name).stream())
                .toList();
    }

    private void delete(SegmentFileName name) throws IOException {
        disk.delete(folder.resolve(name.toString()));
    }

    private void finishSwap(List<SegmentFileName> swapped) throws IOException {
        long from = Long.MAX_VALUE;
        long to = Long.MIN_VALUE;
        for (SegmentFileName name : swapped) {
            if (name.kind() == Kind.LOG) {
                LOG.info("Finishing the replacement of segments by {} in {}", name, folder);
                from = Math.min(from, name.baseOffset());
                // Its own place is taken even if nothing was left of it.
                to = Math.max(to, name.baseOffset() + 1);
                to = Math.max(to, LogSegment.nextOffsetIn(new FilePool(disk, 1), folder, name));
            }
        }
        for (SegmentFileName name : list()) {
            if (name.stage() == Stage.LIVE && name.baseOffset() >= from && name.baseOffset() < to) {
                delete(name);
            }
        }
        for (SegmentFileName name : swapped) {
            Path live = folder.resolve(SegmentFileName.of(name.baseOffset(), name.kind()));
            disk.rename(folder.resolve(name.toString()), live);
        }
        disk.forceDirectory(folder);
    }

    private List<SegmentFileName> withoutOrphans(List<SegmentFileName> found) throws IOException {
        Set<Long> logs = new TreeSet<>();
        found.stream().filter(name -> name.kind() == Kind.LOG).forEach(name -> logs.add(name.baseOffset()));
        List<SegmentFileName> kept = new ArrayList<>();
        for (SegmentFileName name : found) {
            if (name.kind().isIndex() && !logs.contains(name.baseOffset())) {
                LOG.warn("Deleting the index {} in {}, which has no .log file", name, folder);
                delete(name);
            } else {
                kept.add(name);
            }
        }
        return kept;
    }
}
