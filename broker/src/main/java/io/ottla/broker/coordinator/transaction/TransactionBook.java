package io.ottla.broker.coordinator.transaction;

import io.ottla.storage.TopicPartition;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** All transactional ids of one partition of {@code __transaction_state}, and how far those are that are being ended. */
final class TransactionBook {
    private final Map<String, Transaction> transactions = new TreeMap<>();
    private final Map<String, Markers> markers = new TreeMap<>();
    private long latestRound;
    private short version = TransactionVersion.KEEPING_EPOCH;

    /** The markers of a transaction that is being ended, and who waits until it is. */
    private static final class Markers {
        private final SortedSet<TopicPartition> missing;
        private final SortedSet<String> waiterKeys = new TreeSet<>();
        private OptionalLong round = OptionalLong.empty();

        private Markers(Transaction transaction) {
            this.missing = new TreeSet<>(transaction.partitions());
        }
    }

    Optional<Transaction> find(String transactionalId) {
        return Optional.ofNullable(transactions.get(transactionalId));
    }

    Collection<Transaction> all() {
        return Collections.unmodifiableCollection(transactions.values());
    }

    /** The {@link TransactionVersion} that the cluster works by. */
    short version() {
        return version;
    }

    long nextRound() {
        return latestRound + 1;
    }

    /** The partitions that have no marker yet; empty when the transaction is not being ended. */
    SortedSet<TopicPartition> withoutMarker(String transactionalId) {
        Markers known = markers.get(transactionalId);
        return known == null ? Collections.emptySortedSet() : new TreeSet<>(known.missing);
    }

    /** Who waits until a transaction is complete. */
    SortedSet<String> waiterKeys(String transactionalId) {
        Markers known = markers.get(transactionalId);
        return known == null ? Collections.emptySortedSet() : new TreeSet<>(known.waiterKeys);
    }

    /** Whether markers have been asked for under this number, and not under a later one. */
    boolean isCurrentRound(String transactionalId, long round) {
        Markers known = markers.get(transactionalId);
        return known != null && known.round.equals(OptionalLong.of(round));
    }

    void apply(TransactionEvent event) {
        switch (event) {
            case TransactionEvent.Changed changed -> change(changed.now());
            case TransactionEvent.Expired expired -> {
                transactions.remove(expired.transactionalId());
                markers.remove(expired.transactionalId());
            }
            case TransactionEvent.MarkersRequested requested -> {
                latestRound = requested.round();
                markers.get(requested.transactionalId()).round = OptionalLong.of(requested.round());
            }
            case TransactionEvent.MarkerWritten written ->
                markers.get(written.transactionalId()).missing.remove(written.partition());
            case TransactionEvent.WaitBegun begun ->
                markers.get(begun.transactionalId()).waiterKeys.add(begun.waiterKey());
            case TransactionEvent.WaitGivenUp over ->
                markers.get(over.transactionalId()).waiterKeys.remove(over.waiterKey());
            case TransactionEvent.VersionFinalised finalised -> version = finalised.version();
        }
    }

    private void change(Transaction now) {
        transactions.put(now.transactionalId(), now);
        if (now.state().isPreparing()) {
            markers.put(now.transactionalId(), new Markers(now));
        } else {
            markers.remove(now.transactionalId());
        }
    }
}
