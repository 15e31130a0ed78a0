package io.ottla.storage.log;

import io.ottla.wire.batch.RecordBatch;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * What appends need in memory, shared by the logs of one owner: a log holds some only from when it stages a batch until that
 * is written. Of very many logs few are written at a time.
 */
final class AppendMemory {
    private final Queue<StagedBatches> free = new ArrayDeque<>();
    private final RecordBatch incoming = new RecordBatch();
    private final RecordBatch written = new RecordBatch();

    /** An empty one, to be given back. */
    StagedBatches take() {
        StagedBatches used = free.poll();
        return used == null ? new StagedBatches() : used;
    }

    void giveBack(StagedBatches staged) {
        staged.clear();
        free.add(staged);
    }

    /** A view for the length of one call: of the batch that comes. */
    RecordBatch incoming() {
        return incoming;
    }

    /** A view for the length of one call: of batches that were written. */
    RecordBatch written() {
        return written;
    }
}
