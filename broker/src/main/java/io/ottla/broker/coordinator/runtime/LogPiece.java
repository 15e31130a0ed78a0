package io.ottla.broker.coordinator.runtime;

import io.ottla.wire.batch.BatchCursor;
import io.ottla.wire.batch.BatchRecord;
import io.ottla.wire.batch.ControlType;
import io.ottla.wire.batch.RecordBatch;
import io.ottla.wire.batch.RecordReader;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A piece of a coordinator's log, read: what is in it, in order, and where the next piece begins. Does not depend on whose
 * thread reads it.
 *
 * @param unknownRecords how many records nobody here can make anything of
 */
record LogPiece<E extends CoordinatorEvent>(List<Entry<E>> entries, long nextOffset, int unknownRecords) {
    /** The log was written by this broker or by one that it trusts; the limit is for what is broken. */
    private static final int UNPACKED_BYTES_MAX = 256 << 20;

    sealed interface Entry<E> {
        record Event<E>(E event) implements Entry<E> {}

        /** An event that counts only when the producer's transaction is committed. */
        record Pending<E>(long producerId, E event) implements Entry<E> {}

        record TransactionEnd<E>(long producerId, boolean committed) implements Entry<E> {}
    }

    /**
     * Reads the whole batches in {@code bytes}.
     *
     * @param fromOffset where the reading is; what lies before it in the first batch was read already
     */
    static <E extends CoordinatorEvent> LogPiece<E> read(
            ByteBuffer bytes, long fromOffset, CoordinatorKind<?, E, ?> kind) {
        List<Entry<E>> entries = new ArrayList<>();
        long nextOffset = fromOffset;
        int unknown = 0;
        BatchCursor cursor = new BatchCursor(bytes);
        while (cursor.advance()) {
            RecordBatch batch = cursor.batch();
            try (RecordReader records = RecordReader.open(batch, UNPACKED_BYTES_MAX)) {
                while (records.hasNext()) {
                    BatchRecord record = records.next();
                    if (record.offset() < fromOffset) {
                        continue;
                    }
                    Optional<Entry<E>> entry = batch.isControl() ? control(batch, record) : entry(batch, record, kind);
                    entry.ifPresent(entries::add);
                    if (entry.isEmpty() && !batch.isControl()) {
                        unknown++;
                    }
                }
            }
            nextOffset = batch.nextOffset();
        }
        return new LogPiece<>(entries, nextOffset, unknown);
    }

    private static <E> Optional<Entry<E>> control(RecordBatch batch, BatchRecord record) {
        return switch (ControlType.of(record)) {
            case COMMIT -> Optional.of(new Entry.TransactionEnd<>(batch.producerId(), true));
            case ABORT -> Optional.of(new Entry.TransactionEnd<>(batch.producerId(), false));
            default -> Optional.empty();
        };
    }

    private static <E extends CoordinatorEvent> Optional<Entry<E>> entry(
            RecordBatch batch, BatchRecord record, CoordinatorKind<?, E, ?> kind) {
        if (record.key() == null) {
            return Optional.empty();
        }
        return kind.read(record.key(), record.value())
                .map(event -> batch.isTransactional()
                        ? new Entry.Pending<>(batch.producerId(), event)
                        : new Entry.Event<>(event));
    }
}
