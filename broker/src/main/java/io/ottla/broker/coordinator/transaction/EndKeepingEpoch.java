package io.ottla.broker.coordinator.transaction;

import io.ottla.broker.coordinator.runtime.Decision;
import io.ottla.broker.coordinator.runtime.Outcome;
import io.ottla.broker.coordinator.transaction.TransactionCommand.EndTransaction;
import io.ottla.wire.api.ErrorCode;
import java.util.List;

/**
 * EndTxn, versions 0 to 4: of clients that keep their epoch from one transaction to the next. Whether a request is a repetition
 * can only be guessed from the state.
 */
final class EndKeepingEpoch {
    private final TransactionBook book;
    private final Completion completion;

    EndKeepingEpoch(TransactionBook book, Completion completion) {
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
        if (request.producer().producerId() != transaction.producerId()) {
            return Decision.reject(ErrorCode.INVALID_PRODUCER_ID_MAPPING);
        }
        if (request.producer().producerEpoch() != transaction.producerEpoch()) {
            return Decision.reject(ErrorCode.PRODUCER_FENCED);
        }
        return switch (transaction.state()) {
            case ONGOING -> completion.begin(transaction.prepared(request.commit(), nowMs), ended(), nowMs);
            case PREPARE_COMMIT, PREPARE_ABORT -> Decision.reject(ErrorCode.CONCURRENT_TRANSACTIONS);
            case COMPLETE_COMMIT -> repeated(request.commit());
            case COMPLETE_ABORT -> repeated(!request.commit());
            case EMPTY -> Decision.reject(ErrorCode.INVALID_TXN_STATE);
            case DEAD, PREPARE_EPOCH_FENCE -> throw new IllegalStateException("nothing is ever left as " + transaction);
        };
    }

    private static Decision<TransactionEvent, TransactionAnswer> repeated(boolean sameOutcome) {
        return sameOutcome
                ? new Decision<>(List.of(), ended(), List.of(), List.of())
                : Decision.reject(ErrorCode.INVALID_TXN_STATE);
    }

    private static Outcome<TransactionAnswer> ended() {
        return new Outcome.Reply<>(new TransactionAnswer.Ended(ProducerIdAndEpoch.NONE));
    }
}
