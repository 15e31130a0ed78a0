package io.ottla.storage.compaction;

import io.ottla.storage.segment.AbortedTransaction;
import io.ottla.wire.batch.ControlType;
import io.ottla.wire.batch.RecordBatch;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Follows the transactions while a log is gone through from its start, batch by batch. What a transaction wrote that was
 * aborted may go at once; its marker may go when nothing that it wrote was met any more, and so may that of a transaction
 * that was committed.
 */
final class CleanedTransactions {
    /** Not met yet, by first offset. */
    private final ArrayDeque<AbortedTransaction> toCome = new ArrayDeque<>();
    /** By producer: transactions that were aborted, between their first offset and their marker. */
    private final Map<Long, Aborted> aborted = new HashMap<>();
    /** Producers with a transaction at hand that was committed, of which something was met. */
    private final Set<Long> committed = new HashSet<>();

    private static final class Aborted {
        final AbortedTransaction transaction;
        boolean met;

        Aborted(AbortedTransaction transaction) {
            this.transaction = transaction;
        }
    }

    /** What a marker means. */
    record Marker(boolean mayGo, Optional<AbortedTransaction> stillAborted) {
        private static final Marker STAYS = new Marker(false, Optional.empty());
        private static final Marker MAY_GO = new Marker(true, Optional.empty());
    }

    /** @param abortedTransactions all that have records in the part of the log that is gone through */
    CleanedTransactions(List<AbortedTransaction> abortedTransactions) {
        abortedTransactions.stream()
                .distinct()
                .sorted(Comparator.comparingLong(AbortedTransaction::firstOffset))
                .forEach(toCome::add);
    }

    /** A batch of records is next. Returns whether it was aborted. */
    boolean isAborted(RecordBatch batch) {
        beginUpTo(batch.lastOffset());
        if (!batch.isTransactional()) {
            return false;
        }
        Aborted known = aborted.get(batch.producerId());
        if (known == null) {
            committed.add(batch.producerId());
            return false;
        }
        known.met = true;
        return true;
    }

    /**
     * A control batch is next.
     *
     * @param type of its record; empty when it has lost it to an earlier compaction
     */
    Marker marker(RecordBatch batch, Optional<ControlType> type) {
        beginUpTo(batch.lastOffset());
        if (type.isEmpty()) {
            return Marker.MAY_GO;
        }
        return switch (type.get()) {
            case ABORT -> {
                Aborted ended = aborted.remove(batch.producerId());
                yield ended != null && ended.met ? new Marker(false, Optional.of(ended.transaction)) : Marker.MAY_GO;
            }
            case COMMIT -> committed.remove(batch.producerId()) ? Marker.STAYS : Marker.MAY_GO;
            case LEADER_CHANGE, SNAPSHOT_HEADER, SNAPSHOT_FOOTER, KRAFT_VERSION, KRAFT_VOTERS, UNKNOWN -> Marker.STAYS;
        };
    }

    private void beginUpTo(long offset) {
        while (!toCome.isEmpty() && toCome.peek().firstOffset() <= offset) {
            AbortedTransaction begun = toCome.remove();
            aborted.putIfAbsent(begun.producerId(), new Aborted(begun));
        }
    }
}
