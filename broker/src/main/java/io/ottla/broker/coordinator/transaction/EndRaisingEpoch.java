package io.ottla.broker.coordinator.transaction;

import io.ottla.broker.coordinator.runtime.Decision;
import io.ottla.broker.coordinator.runtime.Outcome;
import io.ottla.broker.coordinator.transaction.TransactionCommand.EndTransaction;
import io.ottla.wire.api.ErrorCode;
import java.util.OptionalLong;

/**
 * EndTxn from version 5 on: of clients that have an epoch per transaction (KIP-890). Whoever comes with the epoch before the
 * current one repeats the request that raised it, and is told again what came of it.
 *
 * <pre>
 *                     abort                  commit
 *   epoch        before   current       before   current
 *   EMPTY        fenced   raised        fenced   invalid
 *   COMPLETE_    again    raised        invalid  invalid
 *     ABORT
 *   COMPLETE_    invalid  raised        again    invalid
 *     COMMIT
 * </pre>
 *
 * <p>An abort of nothing raises the epoch: the client does not know whether anything of it has arrived, or may arrive yet.
 */
final class EndRaisingEpoch {
    private static final short LAST_EPOCH_OF_PRODUCERS = Short.MAX_VALUE - 1;

    private final TransactionBook book;
    private final Completion completion;

    EndRaisingEpoch(TransactionBook book, Completion completion) {
        this.book = book;
        this.completion = completion;
    }

    Decision<TransactionEvent, TransactionAnswer> decide(EndTransaction request, long nowMs) {
        return book.find(request.transactionalId())
                .map(transaction -> decide(transaction, request, nowMs))
                .orElseGet(() -> Decision.reject(ErrorCode.INVALID_PRODUCER_ID_MAPPING));
    }

    private Decision<TransactionEvent, TransactionAnswer> decide(
            Transaction transaction, EndTransaction request, long nowMs) {
        if (transaction.state().isPreparing()) {
            // Before a look at who asks: the producer may have another id when this is complete, and have been told so.
            return Decision.reject(ErrorCode.CONCURRENT_TRANSACTIONS);
        }
        TransactionalProducer producer = request.producer();
        boolean repeatsOnOldId = isRepetitionOnOldId(producer, transaction);
        if (producer.producerId() != transaction.producerId() && !repeatsOnOldId) {
            return Decision.reject(ErrorCode.INVALID_PRODUCER_ID_MAPPING);
        }
        if (producer.producerEpoch() == transaction.producerEpoch() && !repeatsOnOldId) {
            return end(transaction, request, nowMs);
        }
        boolean repeats = repeatsOnOldId || transaction.producerEpoch() == producer.producerEpoch() + 1;
        return switch (transaction.state()) {
            case COMPLETE_COMMIT -> repeats ? repeated(request.commit(), transaction) : fenced();
            case COMPLETE_ABORT -> repeats ? repeated(!request.commit(), transaction) : fenced();
            case EMPTY, ONGOING -> fenced();
            case PREPARE_COMMIT, PREPARE_ABORT, DEAD, PREPARE_EPOCH_FENCE ->
                throw new IllegalStateException("nothing is repeated of " + transaction);
        };
    }

    /** The last epoch of an id is followed by the first of another. */
    private static boolean isRepetitionOnOldId(TransactionalProducer producer, Transaction transaction) {
        return producer.producerId() == transaction.previousProducerId()
                && producer.producerEpoch() == LAST_EPOCH_OF_PRODUCERS
                && transaction.producerEpoch() == 0;
    }

    private Decision<TransactionEvent, TransactionAnswer> end(
            Transaction transaction, EndTransaction request, long nowMs) {
        boolean mayEnd = transaction.state() == TransactionState.ONGOING || !request.commit();
        if (!mayEnd) {
            return Decision.reject(ErrorCode.INVALID_TXN_STATE);
        }
        if (transaction.isEpochExhausted() && request.freshProducerId().isEmpty()) {
            return Decision.reply(new TransactionAnswer.ProducerIdNeeded());
        }
        OptionalLong nextId = transaction.isEpochExhausted() ? request.freshProducerId() : OptionalLong.empty();
        Transaction prepared = transaction.preparedWithEpoch(request.commit(), nextId, request.clientVersion(), nowMs);
        return completion.begin(
                prepared, new Outcome.Reply<>(new TransactionAnswer.Ended(prepared.afterCompletion())), nowMs);
    }

    private static Decision<TransactionEvent, TransactionAnswer> repeated(
            boolean sameOutcome, Transaction transaction) {
        return sameOutcome
                ? Decision.reply(new TransactionAnswer.Ended(transaction.producer()))
                : Decision.reject(ErrorCode.INVALID_TXN_STATE);
    }

    private static Decision<TransactionEvent, TransactionAnswer> fenced() {
        return Decision.reject(ErrorCode.PRODUCER_FENCED);
    }
}
