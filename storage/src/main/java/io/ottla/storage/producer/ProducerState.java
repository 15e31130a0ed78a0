package io.ottla.storage.producer;

import io.ottla.wire.batch.RecordBatch;
import java.util.OptionalLong;

/**
 * One producer on one partition. The last {@value #WINDOW} batches are kept, since that many requests may be in flight at
 * once and each of them may be sent again.
 */
final class ProducerState {
    static final int WINDOW = 5;

    private static final long NONE = -1;

    private final long producerId;
    private final AppendedBatch[] window = new AppendedBatch[WINDOW];
    private int batches;
    private short epoch = RecordBatch.NO_PRODUCER_EPOCH;
    private int coordinatorEpoch = -1;
    private long lastTimestampMs = RecordBatch.NO_TIMESTAMP;
    private long transactionFirstOffset = NONE;

    ProducerState(long producerId) {
        this.producerId = producerId;
    }

    /** The producer as a snapshot remembers it: with its last batch only. */
    static ProducerState restore(ProducerSnapshot.Entry entry) {
        ProducerState state = new ProducerState(entry.producerId());
        state.epoch = entry.epoch();
        state.coordinatorEpoch = entry.coordinatorEpoch();
        state.lastTimestampMs = entry.timestampMs();
        state.transactionFirstOffset = Math.max(entry.transactionFirstOffset(), NONE);
        if (entry.lastOffset() >= 0) {
            state.remember(new AppendedBatch(
                    entry.lastSequence(), entry.lastOffset(), entry.offsetDelta(), entry.timestampMs()));
        }
        return state;
    }

    ProducerSnapshot.Entry toSnapshot() {
        int offsetDelta = batches == 0 ? 0 : last().offsetDelta();
        return new ProducerSnapshot.Entry(
                producerId,
                epoch,
                lastSequence(),
                lastOffset(),
                offsetDelta,
                lastTimestampMs,
                coordinatorEpoch,
                transactionFirstOffset);
    }

    ProducerView toView() {
        return new ProducerView(
                producerId,
                epoch,
                lastSequence(),
                lastTimestampMs,
                coordinatorEpoch,
                transactionFirstOffset(),
                lastOffset());
    }

    /** Notes records, and returns whether they begin a transaction. */
    boolean append(ProducerAppend.Records records) {
        moveTo(records.producerEpoch());
        int offsetDelta = (int) (records.lastOffset() - records.firstOffset());
        remember(
                new AppendedBatch(records.lastSequence(), records.lastOffset(), offsetDelta, records.maxTimestampMs()));
        lastTimestampMs = records.maxTimestampMs();
        if (records.transactional() && transactionFirstOffset == NONE) {
            transactionFirstOffset = records.firstOffset();
            return true;
        }
        return false;
    }

    /** Notes a marker, and returns the first offset of the transaction that it ends. */
    OptionalLong append(ProducerAppend.Marker marker) {
        OptionalLong ended = transactionFirstOffset();
        moveTo(marker.producerEpoch());
        coordinatorEpoch = marker.coordinatorEpoch();
        lastTimestampMs = marker.timestampMs();
        transactionFirstOffset = NONE;
        return ended;
    }

    /** The remembered batch with exactly these sequences, or null. */
    AppendedBatch find(int firstSequence, int lastSequence) {
        for (int i = 0; i < batches; i++) {
            AppendedBatch batch = window[i];
            if (batch.lastSequence() == lastSequence && batch.firstSequence() == firstSequence) {
                return batch;
            }
        }
        return null;
    }

    long producerId() {
        return producerId;
    }

    short epoch() {
        return epoch;
    }

    int coordinatorEpoch() {
        return coordinatorEpoch;
    }

    long lastTimestampMs() {
        return lastTimestampMs;
    }

    /** First offset of the transaction that is open, if one is. */
    OptionalLong transactionFirstOffset() {
        return inTransaction() ? OptionalLong.of(transactionFirstOffset) : OptionalLong.empty();
    }

    boolean inTransaction() {
        return transactionFirstOffset != NONE;
    }

    /** Whether no batch of the current epoch is remembered. */
    boolean isEmpty() {
        return batches == 0;
    }

    int lastSequence() {
        return batches == 0 ? RecordBatch.NO_SEQUENCE : last().lastSequence();
    }

    private long lastOffset() {
        return batches == 0 ? NONE : last().lastOffset();
    }

    private AppendedBatch last() {
        return window[batches - 1];
    }

    /** A new epoch starts its sequences anew, so what was sent under the old one no longer counts. */
    private void moveTo(short newEpoch) {
        if (newEpoch != epoch) {
            epoch = newEpoch;
            batches = 0;
        }
    }

    private void remember(AppendedBatch batch) {
        if (batches == WINDOW) {
            System.arraycopy(window, 1, window, 0, WINDOW - 1);
            batches--;
        }
        window[batches] = batch;
        batches++;
    }
}
