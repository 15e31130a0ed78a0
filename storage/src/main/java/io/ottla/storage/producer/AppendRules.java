package io.ottla.storage.producer;

import io.ottla.storage.TopicPartition;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.batch.RecordBatch;
import io.ottla.wire.batch.Sequence;

/**
 * The rules that an append must keep, given what is known of its producer. Each returns the reason to refuse it, or null.
 *
 * <pre>
 *   producer            epoch       first sequence
 *   unknown             any         any; 0 when the client's transactions have their own epochs
 *   known, no records   same        0
 *   known               same        last + 1
 *   known               higher      0
 *   known               lower       fenced
 * </pre>
 *
 * An unknown producer may start anywhere, since its records may have been deleted, and its state with them (KIP-360).
 */
final class AppendRules {
    /** From this version of the transaction protocol on, each transaction ends by raising the producer's epoch. */
    private static final short EPOCH_BUMP_TRANSACTIONS = 2;

    private AppendRules() {}

    /** Records of an ended epoch are refused. */
    static AppendVerdict.Rejected fenced(ProducerState known, ProducerAppend append, TopicPartition partition) {
        if (known != null && append.producerEpoch() < known.epoch()) {
            return reject(
                    ErrorCode.INVALID_PRODUCER_EPOCH,
                    append,
                    partition,
                    "its epoch is " + append.producerEpoch() + ", and the last seen one " + known.epoch());
        }
        return null;
    }

    /**
     * A marker's epoch. Where each transaction has its own epoch, a marker is above all records of its transaction; one at
     * the same epoch is a marker sent again, which is harmless once the transaction is closed (KAFKA-19999). At the highest
     * epoch there is none above it, so that the marker at it must pass.
     */
    static AppendVerdict.Rejected markerEpoch(
            ProducerState known, ProducerAppend.Marker marker, short transactionVersion, TopicPartition partition) {
        if (known == null || marker.producerEpoch() > known.epoch()) {
            return null;
        }
        if (marker.producerEpoch() == known.epoch()) {
            boolean repeatable = !known.inTransaction() || known.epoch() == Short.MAX_VALUE;
            if (transactionVersion < EPOCH_BUMP_TRANSACTIONS || repeatable) {
                return null;
            }
        }
        return reject(
                ErrorCode.INVALID_PRODUCER_EPOCH,
                marker,
                partition,
                "the marker's epoch is " + marker.producerEpoch() + ", and the last seen one " + known.epoch()
                        + " (transaction version " + transactionVersion + ")");
    }

    /** A marker of a coordinator that has been replaced is refused. */
    static AppendVerdict.Rejected coordinatorEpoch(
            ProducerState known, ProducerAppend.Marker marker, TopicPartition partition) {
        if (known != null && known.coordinatorEpoch() > marker.coordinatorEpoch()) {
            return reject(
                    ErrorCode.TRANSACTION_COORDINATOR_FENCED,
                    marker,
                    partition,
                    "the coordinator's epoch is " + marker.coordinatorEpoch() + ", and the last seen one "
                            + known.coordinatorEpoch());
        }
        return null;
    }

    /** Nothing but its transaction's records may come from a producer while the transaction is open. */
    static AppendVerdict.Rejected outsideTransaction(
            ProducerState known, ProducerAppend.Records records, TopicPartition partition) {
        if (known != null && known.inTransaction() && !records.transactional()) {
            return reject(
                    ErrorCode.INVALID_TXN_STATE,
                    records,
                    partition,
                    "the records are not transactional, but a transaction of the producer is open");
        }
        return null;
    }

    /** The first sequence must be the one that is due. */
    static AppendVerdict.Rejected sequence(
            ProducerState known,
            ProducerAppend.Records records,
            VerificationTable.Pending pending,
            TopicPartition partition) {
        int first = records.firstSequence();
        if (pending != null && pending.supportsEpochBump() && first != 0 && (known == null || known.isEmpty())) {
            return outOfOrder(records, partition, "nothing is known of the producer, so that sequence 0 is due");
        }
        if (pending != null && first > pending.lowestSequence()) {
            return outOfOrder(records, partition, "sequence " + pending.lowestSequence() + " was seen before it");
        }
        if (known == null || known.epoch() == RecordBatch.NO_PRODUCER_EPOCH) {
            return null;
        }
        if (records.producerEpoch() != known.epoch()) {
            return first == 0
                    ? null
                    : outOfOrder(
                            records,
                            partition,
                            "epoch " + records.producerEpoch() + " is new (the last seen one is " + known.epoch()
                                    + "), so that sequence 0 is due");
        }
        return Sequence.follows(known.lastSequence(), first)
                ? null
                : outOfOrder(records, partition, "the last sequence is " + known.lastSequence());
    }

    private static AppendVerdict.Rejected outOfOrder(
            ProducerAppend.Records records, TopicPartition partition, String because) {
        return reject(
                ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER,
                records,
                partition,
                "the records' first sequence is " + records.firstSequence() + ", but " + because);
    }

    private static AppendVerdict.Rejected reject(
            ErrorCode error, ProducerAppend append, TopicPartition partition, String because) {
        return new AppendVerdict.Rejected(
                error,
                "producer " + append.producerId() + " at offset " + append.firstOffset() + " of " + partition + ": "
                        + because);
    }
}
