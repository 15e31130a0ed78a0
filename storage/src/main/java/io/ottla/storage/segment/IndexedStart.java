package io.ottla.storage.segment;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a walk over a segment's batches begins, by the offset index. What the index says is believed only as far as the log
 * bears it out.
 */
final class IndexedStart {
    private static final Logger LOG = LoggerFactory.getLogger(IndexedStart.class);

    private final LogFile log;
    private final SparseIndex offsets;
    private final long baseOffset;

    IndexedStart(LogFile log, SparseIndex offsets, long baseOffset) {
        this.log = log;
        this.offsets = offsets;
        this.baseOffset = baseOffset;
    }

    /**
     * Moves {@code walk} to the batch that an entry of the index is of, or to the first one when {@code entry} is -1. An
     * entry that was damaged on disk is reported, and stands for the first batch too. Returns false when the segment is empty.
     */
    boolean start(BatchWalk walk, int entry, int sizeBytes) throws IOException {
        if (entry >= 0) {
            int position = offsets.value(entry);
            long lastOffset = baseOffset + offsets.key(entry);
            if (leadsTo(walk, position, lastOffset, sizeBytes)) {
                return true;
            }
            LOG.warn(
                    "Entry {} of {} has the batch that ends at offset {} at position {}, where it is not; looking for it "
                            + "from the start of the segment",
                    entry,
                    offsets.file().path(),
                    lastOffset,
                    position);
        }
        walk.start(log, 0, sizeBytes);
        return walk.advance();
    }

    private boolean leadsTo(BatchWalk walk, int position, long lastOffset, int sizeBytes) throws IOException {
        if (position < 0 || position >= sizeBytes) {
            return false;
        }
        walk.start(log, position, sizeBytes);
        try {
            return walk.advance() && walk.batch().lastOffset() == lastOffset;
        } catch (CorruptLogException noBatch) {
            return false;
        }
    }
}
