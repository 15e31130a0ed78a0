package io.ottla.broker.coordinator.transaction;

import io.ottla.storage.TopicPartition;
import java.util.Collection;
import java.util.Collections;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * All that is known of a transactional id, immutable. Every change is a whole new one, and a record of the log.
 *
 * @param producerId the id that its producer writes with now
 * @param previousProducerId the id before the last change of this; -1 for none
 * @param nextProducerId the id that the producer goes on with when this transaction is complete; -1 for the same
 * @param producerEpoch -1 when the id has never been initialised
 * @param lastProducerEpoch the epoch before the last time that the producer itself had it raised; -1 when another producer
 *     came in between, or when nobody remembers: it is not in the log
 * @param timeoutMs how long a transaction may take
 * @param partitions what the transaction has written to, or is going to
 * @param startedMs -1 when there is no transaction
 * @param clientVersion the {@link TransactionVersion} that the client works by
 */
record Transaction(
        String transactionalId,
        long producerId,
        long previousProducerId,
        long nextProducerId,
        short producerEpoch,
        short lastProducerEpoch,
        int timeoutMs,
        TransactionState state,
        SortedSet<TopicPartition> partitions,
        long startedMs,
        long updatedMs,
        short clientVersion) {
    static final long NOT_STARTED = -1;

    Transaction {
        partitions = Collections.unmodifiableSortedSet(new TreeSet<>(partitions));
    }

    /** An id that nobody has used yet. */
    static Transaction unused(String transactionalId, long producerId, int timeoutMs, long nowMs) {
        return new Transaction(
                transactionalId,
                producerId,
                ProducerIdAndEpoch.NO_ID,
                ProducerIdAndEpoch.NO_ID,
                ProducerIdAndEpoch.NO_EPOCH,
                ProducerIdAndEpoch.NO_EPOCH,
                timeoutMs,
                TransactionState.EMPTY,
                Collections.emptySortedSet(),
                NOT_STARTED,
                nowMs,
                TransactionVersion.KEEPING_EPOCH);
    }

    ProducerIdAndEpoch producer() {
        return new ProducerIdAndEpoch(producerId, producerEpoch);
    }

    boolean isEpochExhausted() {
        return ProducerIdAndEpoch.isExhausted(producerEpoch);
    }

    /** The producer begins anew, as {@code producer}. */
    Transaction initialised(ProducerIdAndEpoch producer, short lastEpoch, int newTimeoutMs, long nowMs) {
        return change(TransactionState.EMPTY, nowMs)
                .producer(producer, lastEpoch)
                .timeoutMs(newTimeoutMs)
                .withoutPartitions()
                .startedMs(NOT_STARTED)
                .done();
    }

    /** More partitions take part; the first begin a transaction. */
    Transaction joinedBy(Collection<TopicPartition> more, short version, long nowMs) {
        return change(TransactionState.ONGOING, nowMs)
                .with(more)
                .startedMs(state.isAtRest() ? nowMs : startedMs)
                .clientVersion(version)
                .done();
    }

    /** The outcome is decided, for a client without an epoch per transaction. */
    Transaction prepared(boolean commit, long nowMs) {
        return change(prepare(commit), nowMs)
                .nextProducerId(ProducerIdAndEpoch.NO_ID)
                .clientVersion(TransactionVersion.KEEPING_EPOCH)
                .done();
    }

    /**
     * The outcome is decided, and the epoch is raised, so that whatever comes late of this transaction is told from the next.
     *
     * @param nextId the id to go on with, where the epochs of this are used up
     */
    Transaction preparedWithEpoch(boolean commit, OptionalLong nextId, short version, long nowMs) {
        // An abort goes through even in the epoch that no producer should ever have.
        short raised = producerEpoch == Short.MAX_VALUE ? producerEpoch : (short) (producerEpoch + 1);
        return change(prepare(commit), nowMs)
                .producer(new ProducerIdAndEpoch(producerId, raised), producerEpoch)
                .nextProducerId(nextId.orElse(ProducerIdAndEpoch.NO_ID))
                .startedMs(state.isAtRest() ? nowMs : startedMs)
                .clientVersion(version)
                .done();
    }

    /** Somebody else ends what a producer without an epoch per transaction has left, who is not to go on. */
    Transaction fenced(long nowMs) {
        short raised = producerEpoch == Short.MAX_VALUE ? producerEpoch : (short) (producerEpoch + 1);
        return change(TransactionState.PREPARE_ABORT, nowMs)
                .producer(new ProducerIdAndEpoch(producerId, raised), ProducerIdAndEpoch.NO_EPOCH)
                .nextProducerId(ProducerIdAndEpoch.NO_ID)
                .clientVersion(TransactionVersion.KEEPING_EPOCH)
                .done();
    }

    private static TransactionState prepare(boolean commit) {
        return commit ? TransactionState.PREPARE_COMMIT : TransactionState.PREPARE_ABORT;
    }

    /** All markers are written. */
    Transaction completed(long nowMs) {
        TransactionState complete = state == TransactionState.PREPARE_COMMIT
                ? TransactionState.COMPLETE_COMMIT
                : TransactionState.COMPLETE_ABORT;
        return change(complete, nowMs)
                .producer(afterCompletion(), lastProducerEpoch)
                .nextProducerId(ProducerIdAndEpoch.NO_ID)
                .withoutPartitions()
                .done();
    }

    /** Who the producer is when a transaction that is being ended is complete. */
    ProducerIdAndEpoch afterCompletion() {
        boolean goesOnAsAnother =
                TransactionVersion.hasEpochPerTransaction(clientVersion) && nextProducerId != ProducerIdAndEpoch.NO_ID;
        return goesOnAsAnother ? new ProducerIdAndEpoch(nextProducerId, (short) 0) : producer();
    }

    private TransactionChange change(TransactionState next, long nowMs) {
        return new TransactionChange(this, next, nowMs);
    }
}
