package io.ottla.storage.producer;

import io.ottla.storage.TopicPartition;
import io.ottla.wire.api.ErrorCode;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The producers of one partition. Owned by the partition's thread.
 *
 * <p>Each append goes {@code decide}, then, when it is accepted and made, {@link #apply}. {@code decide} changes nothing. A
 * batch that is read from the log again goes to {@code apply} alone.
 *
 * <p>{@link #endOffset} is how far into the log the table has seen. Appends without a producer move it on too, by {@link
 * #advanceTo}, so that a snapshot names the offset it was taken at.
 */
public final class ProducerStateTable {
    /** How much longer than the longest transaction one may stay open before it counts as forgotten. */
    private static final long LATE_TRANSACTION_GRACE_MS = 300_000;

    private final TopicPartition partition;
    /** Made when the first comes: of very many partitions, most are idle. */
    private Map<Long, ProducerState> producers = Collections.emptyMap();

    private final TransactionTable transactions = new TransactionTable();
    private final VerificationTable verifications = new VerificationTable();
    private ProducerSettings settings;
    private long endOffset;

    public ProducerStateTable(TopicPartition partition, ProducerSettings settings) {
        this.partition = partition;
        this.settings = settings;
    }

    /** Uses other settings from now on. */
    public void configure(ProducerSettings newSettings) {
        this.settings = newSettings;
    }

    // Appends.

    /** Whether records without a ticket may be appended. */
    public AppendVerdict decide(ProducerAppend.Records records, AppendOrigin origin) {
        return decide(records, origin, Verification.NO_TICKET);
    }

    /**
     * Whether the records may be appended.
     *
     * @param ticket from {@link #verify}, when one was needed
     */
    public AppendVerdict decide(ProducerAppend.Records records, AppendOrigin origin, long ticket) {
        ProducerState known = producers.get(records.producerId());
        if (origin == AppendOrigin.CLIENT && known != null && records.producerEpoch() == known.epoch()) {
            AppendedBatch earlier = known.find(records.firstSequence(), records.lastSequence());
            if (earlier != null) {
                return new AppendVerdict.Duplicate(earlier.firstOffset(), earlier.lastOffset(), earlier.timestampMs());
            }
        }
        AppendVerdict.Rejected rejected = null;
        if (origin != AppendOrigin.REPLICATION) {
            rejected = AppendRules.fenced(known, records, partition);
            if (rejected == null && isUnverified(known, records, ticket)) {
                rejected = new AppendVerdict.Rejected(
                        ErrorCode.INVALID_TXN_STATE,
                        "producer " + records.producerId() + " has no transaction open on " + partition);
            }
        }
        if (rejected == null && origin == AppendOrigin.CLIENT) {
            rejected = AppendRules.sequence(known, records, verifications.find(records.producerId()), partition);
        }
        if (rejected == null) {
            rejected = AppendRules.outsideTransaction(known, records, partition);
        }
        return rejected == null ? AppendVerdict.Accepted.INSTANCE : rejected;
    }

    /**
     * Whether the marker may be appended.
     *
     * @param transactionVersion of the protocol that the coordinator runs the transaction by, 0 to 2
     */
    public AppendVerdict decide(ProducerAppend.Marker marker, AppendOrigin origin, short transactionVersion) {
        if (origin == AppendOrigin.REPLICATION) {
            return AppendVerdict.Accepted.INSTANCE;
        }
        ProducerState known = producers.get(marker.producerId());
        AppendVerdict.Rejected rejected = AppendRules.markerEpoch(known, marker, transactionVersion, partition);
        if (rejected == null) {
            rejected = AppendRules.coordinatorEpoch(known, marker, partition);
        }
        return rejected == null ? AppendVerdict.Accepted.INSTANCE : rejected;
    }

    /**
     * Notes an append that was made, or that was found in the log, and moves {@link #endOffset} behind it.
     *
     * @return the transaction that it ended, if it did; one that was aborted belongs into the segment's index
     */
    public Optional<CompletedTransaction> apply(ProducerAppend append) {
        ProducerState state = known(append.producerId());
        switch (append) {
            case ProducerAppend.Records records -> {
                if (records.transactional()) {
                    verifications.recordsAppended(records.producerId());
                }
                if (state.append(records)) {
                    transactions.begin(records.producerId(), records.firstOffset());
                }
                advanceTo(records.lastOffset() + 1);
                return Optional.empty();
            }
            case ProducerAppend.Marker marker -> {
                verifications.markerAppended(marker.producerId(), marker.producerEpoch());
                OptionalLong ended = state.append(marker);
                advanceTo(marker.firstOffset() + 1);
                return ended.isPresent()
                        ? Optional.of(transactions.complete(ended.getAsLong(), marker))
                        : Optional.empty();
            }
        }
    }

    private ProducerState known(long producerId) {
        producers = producers.isEmpty() ? new HashMap<>() : producers;
        return producers.computeIfAbsent(producerId, ProducerState::new);
    }

    private boolean isUnverified(ProducerState known, ProducerAppend.Records records, long ticket) {
        return records.transactional()
                && settings.verifyTransactions()
                && ticket != Verification.NOT_ASKED_FOR
                && !isOpen(known, records.producerEpoch())
                && !verifications.holds(records.producerId(), ticket);
    }

    // Verification.

    /**
     * Begins the verification of a transactional batch, when it needs one. A batch that may be one of several that wait gets
     * the ticket that they have.
     */
    public Verification verify(VerificationRequest request, long nowMs) {
        ProducerState known = producers.get(request.producerId());
        if (known != null && request.producerEpoch() < known.epoch()) {
            return new Verification.Refused(
                    ErrorCode.INVALID_PRODUCER_EPOCH,
                    "producer " + request.producerId() + " on " + partition + ": its epoch is "
                            + request.producerEpoch() + ", and the last seen one " + known.epoch());
        }
        if (isOpen(known, request.producerEpoch())) {
            return new Verification.NotNeeded();
        }
        return new Verification.Needed(verifications.begin(request, nowMs));
    }

    /** Whether a transaction is open under exactly this epoch. One under an older epoch may be over already. */
    public boolean hasOpenTransaction(long producerId, short producerEpoch) {
        return isOpen(producers.get(producerId), producerEpoch);
    }

    private static boolean isOpen(ProducerState known, short producerEpoch) {
        return known != null && known.inTransaction() && known.epoch() == producerEpoch;
    }

    // Offsets.

    /** The offset up to which (exclusive) the log has been seen. */
    public long endOffset() {
        return endOffset;
    }

    /** The log was seen up to {@code endOffset} (exclusive). */
    public void advanceTo(long endOffset) {
        this.endOffset = endOffset;
    }

    /** Everything below {@code highWatermark} is replicated: the markers there can no longer be lost. */
    public void highWatermarkAdvanced(long highWatermark) {
        transactions.settleBelow(highWatermark);
    }

    /** The log now starts at {@code logStartOffset}. Producers stay known, though their records may be gone. */
    public void logStartAdvanced(long logStartOffset) {
        transactions.settleBelow(logStartOffset);
        endOffset = Math.max(endOffset, logStartOffset);
    }

    /** The first offset that readers of committed records must not see yet; empty when there is none. */
    public OptionalLong firstUnstableOffset() {
        return transactions.firstUnstableOffset();
    }

    /** The first offset of the oldest transaction without a marker. */
    public OptionalLong firstUndecidedOffset() {
        return transactions.firstOpenOffset();
    }

    // Time.

    /** Forgets the producers that have not written for long, unless a transaction of theirs is open. */
    public void removeExpired(long nowMs) {
        producers.values().removeIf(state -> isExpired(state, nowMs));
        verifications.removeOlderThan(settings.producerIdExpirationMs(), nowMs);
    }

    private boolean isExpired(ProducerState state, long nowMs) {
        return !state.inTransaction() && nowMs - state.lastTimestampMs() >= settings.producerIdExpirationMs();
    }

    /** Whether the oldest open transaction has outlived every timeout that it could have. */
    public boolean hasLateTransaction(long nowMs) {
        ProducerState oldest = producers.get(transactions.producerOfFirstOpen());
        return oldest != null
                && oldest.lastTimestampMs() > 0
                && nowMs - oldest.lastTimestampMs() > settings.maxTransactionTimeoutMs() + LATE_TRANSACTION_GRACE_MS;
    }

    // Snapshots and truncation.

    /** All producers, to be kept beside the log as of {@link #endOffset}; by producer id. */
    public ProducerSnapshot snapshot() {
        return new ProducerSnapshot(sorted().map(ProducerState::toSnapshot).toList());
    }

    /** Forgets everything; the log is going to be read from {@code startOffset} on. */
    public void clear(long startOffset) {
        producers = Collections.emptyMap();
        transactions.clear();
        endOffset = startOffset;
    }

    /**
     * Takes over what a snapshot at {@code offset} holds, in place of all that was known. Producers that would have expired
     * by now are left out.
     */
    public void restore(ProducerSnapshot snapshot, long offset, long nowMs) {
        clear(offset);
        producers = snapshot.entries().isEmpty() ? producers : new HashMap<>();
        for (ProducerSnapshot.Entry entry : snapshot.entries()) {
            ProducerState state = ProducerState.restore(entry);
            if (!isExpired(state, nowMs)) {
                producers.put(state.producerId(), state);
                state.transactionFirstOffset()
                        .ifPresent(firstOffset -> transactions.begin(state.producerId(), firstOffset));
            }
        }
    }

    // Views.

    /** All producers, by producer id. */
    public List<ProducerView> producers() {
        return sorted().map(ProducerState::toView).toList();
    }

    /** The producer, if it is known. */
    public Optional<ProducerView> producer(long producerId) {
        return Optional.ofNullable(producers.get(producerId)).map(ProducerState::toView);
    }

    /** Number of producers that are known. */
    public int producerCount() {
        return producers.size();
    }

    /** Whether there is nothing that truncating the log could change. */
    public boolean isEmpty() {
        return producers.isEmpty() && !transactions.hasUnreplicated();
    }

    private Stream<ProducerState> sorted() {
        return producers.values().stream().sorted(Comparator.comparingLong(ProducerState::producerId));
    }
}
