package io.ottla.storage.producer;

import io.ottla.wire.batch.Sequence;

/**
 * One of a producer's latest batches.
 *
 * @param offsetDelta last offset - first offset, and so also the distance of the sequences
 */
record AppendedBatch(int lastSequence, long lastOffset, int offsetDelta, long timestampMs) {
    int firstSequence() {
        return Sequence.minus(lastSequence, offsetDelta);
    }

    long firstOffset() {
        return lastOffset - offsetDelta;
    }
}
