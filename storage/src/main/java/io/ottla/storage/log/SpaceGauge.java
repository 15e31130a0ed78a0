package io.ottla.storage.log;

import io.ottla.storage.disk.Disk;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a data folder has room for more records. Some of the volume is kept in reserve, so that records end before all
 * else does: the metadata log, checkpoints, index files, compaction. When there is room again, records are taken again.
 *
 * <pre>
 *   room ──less than the reserve is left──► short of room ──more than the reserve and a quarter──► room
 * </pre>
 *
 * <p>The volume is asked before so much has been written that it could matter, and once a second. Owned by one thread.
 */
public final class SpaceGauge {
    private static final long LOOK_EVERY_MS = 1_000;
    private static final long LOOK_WHILE_SHORT_MS = 100;

    /** Others write to the volume as well: this share of what is left may be used before it is asked again. */
    private static final int TRUST = 16;

    private static final Logger LOG = LoggerFactory.getLogger(SpaceGauge.class);

    private final Disk disk;
    private final Path folder;
    private final SpaceReserve reserve;
    private long trustedBytes;
    private long trustedUntilMs = Long.MIN_VALUE;
    private boolean isShort;

    public SpaceGauge(Disk disk, Path folder, SpaceReserve reserve) {
        this.disk = disk;
        this.folder = folder;
        this.reserve = reserve;
    }

    /** Whether {@code bytes} more may be written; counts on it that they are. */
    public boolean admits(long bytes, long nowMs) {
        if (nowMs >= trustedUntilMs || (!isShort && bytes > trustedBytes)) {
            look(bytes, nowMs);
        }
        trustedBytes -= bytes;
        return !isShort;
    }

    /** Whether there is so little room that nothing should be begun which needs much of it. */
    public boolean isShort(long nowMs) {
        return !admits(0, nowMs);
    }

    /** The disk has refused to take more, whatever it has said. */
    public void noteFull(long nowMs) {
        if (!isShort) {
            LOG.warn("The data folder {} is full: no records are taken until there is room", folder);
        }
        isShort = true;
        trustedUntilMs = nowMs + LOOK_WHILE_SHORT_MS;
    }

    private void look(long bytes, long nowMs) {
        Disk.Space space;
        try {
            space = disk.space(folder);
        } catch (IOException unknown) {
            // Whether there is room will be seen.
            space = new Disk.Space(Long.MAX_VALUE, Long.MAX_VALUE);
        }
        long reserved = reserve.bytesOf(space.totalBytes());
        long free = space.usableBytes() - (isShort ? reserved + reserved / 4 : reserved);
        boolean wasShort = isShort;
        isShort = free < bytes;
        trustedBytes = Math.max(bytes, free / TRUST);
        trustedUntilMs = nowMs + (isShort ? LOOK_WHILE_SHORT_MS : LOOK_EVERY_MS);
        if (isShort && !wasShort) {
            LOG.warn(
                    "The data folder {} has {} bytes left, of which {} are kept in reserve: no records are taken until "
                            + "there is room",
                    folder,
                    space.usableBytes(),
                    reserved);
        } else if (wasShort && !isShort) {
            LOG.info("The data folder {} has room again, {} bytes", folder, space.usableBytes());
        }
    }
}
