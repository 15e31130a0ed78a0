package io.ottla.broker.coordinator.transaction;

import io.ottla.broker.coordinator.runtime.Decision;
import io.ottla.broker.coordinator.runtime.Outcome;
import io.ottla.broker.coordinator.transaction.TransactionCommand.InitialiseProducer;
import io.ottla.wire.api.ErrorCode;
import java.util.List;
import java.util.Optional;

/**
 * InitProducerId for a transactional id: a producer takes it over, and whoever had it before is fenced by a higher epoch.
 * A producer that says who it was goes on after an error (KIP-360), unless another has come in between.
 */
final class ProducerInitialisation {
    private final TransactionBook book;
    private final TransactionSettings settings;
    private final Completion completion;

    ProducerInitialisation(TransactionBook book, TransactionSettings settings, Completion completion) {
        this.book = book;
        this.settings = settings;
        this.completion = completion;
    }

    Decision<TransactionEvent, TransactionAnswer> decide(InitialiseProducer request, long nowMs) {
        if (request.timeoutMs() <= 0 || request.timeoutMs() > settings.timeoutMaxMs()) {
            return Decision.reject(ErrorCode.INVALID_TRANSACTION_TIMEOUT);
        }
        Optional<Transaction> known = book.find(request.transactionalId());
        if (known.isEmpty()) {
            return request.freshProducerId().isEmpty()
                    ? Decision.reply(new TransactionAnswer.ProducerIdNeeded())
                    : raiseEpoch(
                            Transaction.unused(
                                    request.transactionalId(),
                                    request.freshProducerId().getAsLong(),
                                    request.timeoutMs(),
                                    nowMs),
                            request,
                            nowMs);
        }
        Transaction transaction = known.get();
        if (transaction.state().isPreparing()) {
            return Decision.reject(ErrorCode.CONCURRENT_TRANSACTIONS);
        }
        if (!request.expected().map(expected -> isKnown(expected, transaction)).orElse(true)) {
            return Decision.reject(ErrorCode.PRODUCER_FENCED);
        }
        if (transaction.state() == TransactionState.ONGOING) {
            return abortFirst(transaction, request, nowMs);
        }
        boolean isLatest = request.expected()
                .map(expected -> expected.epoch() == transaction.producerEpoch())
                .orElse(true);
        return transaction.isEpochExhausted() && isLatest
                ? takeFreshId(transaction, request, nowMs)
                : raiseEpoch(transaction, request, nowMs);
    }

    /** The last epoch of the id before may come from somebody who did not hear that it has another id now. */
    private static boolean isKnown(ProducerIdAndEpoch expected, Transaction transaction) {
        return transaction.producerEpoch() == ProducerIdAndEpoch.NO_EPOCH
                || expected.id() == transaction.producerId()
                || (expected.id() == transaction.previousProducerId()
                        && ProducerIdAndEpoch.isExhausted(expected.epoch()));
    }

    /**
     * The producer has to come again, and its epoch is raised once more then. One that says it was another than the one whose
     * transaction this is has it aborted all the same, and is fenced when it comes again: the reference does so.
     */
    private Decision<TransactionEvent, TransactionAnswer> abortFirst(
            Transaction transaction, InitialiseProducer request, long nowMs) {
        return TakenOver.abort(transaction, book.version(), request.freshProducerId(), nowMs)
                .map(aborted ->
                        completion.begin(aborted, new Outcome.Reject<>(ErrorCode.CONCURRENT_TRANSACTIONS), nowMs))
                .orElseGet(() -> Decision.reply(new TransactionAnswer.ProducerIdNeeded()));
    }

    private Decision<TransactionEvent, TransactionAnswer> takeFreshId(
            Transaction transaction, InitialiseProducer request, long nowMs) {
        if (request.freshProducerId().isEmpty()) {
            return Decision.reply(new TransactionAnswer.ProducerIdNeeded());
        }
        short lastEpoch = request.expected().isPresent() ? transaction.producerEpoch() : ProducerIdAndEpoch.NO_EPOCH;
        return initialised(transaction.initialised(
                new ProducerIdAndEpoch(request.freshProducerId().getAsLong(), (short) 0),
                lastEpoch,
                request.timeoutMs(),
                nowMs));
    }

    private Decision<TransactionEvent, TransactionAnswer> raiseEpoch(
            Transaction transaction, InitialiseProducer request, long nowMs) {
        short current = transaction.producerEpoch();
        ProducerIdAndEpoch raised = new ProducerIdAndEpoch(transaction.producerId(), (short) (current + 1));
        if (request.expected().isEmpty()) {
            return initialised(
                    transaction.initialised(raised, ProducerIdAndEpoch.NO_EPOCH, request.timeoutMs(), nowMs));
        }
        short expected = request.expected().get().epoch();
        if (current == ProducerIdAndEpoch.NO_EPOCH || expected == current) {
            return initialised(transaction.initialised(raised, current, request.timeoutMs(), nowMs));
        }
        if (expected == transaction.lastProducerEpoch()) {
            // It was raised for this very producer, which has not heard of it.
            return initialised(transaction.initialised(
                    transaction.producer(), transaction.lastProducerEpoch(), request.timeoutMs(), nowMs));
        }
        return Decision.reject(ErrorCode.PRODUCER_FENCED);
    }

    private Decision<TransactionEvent, TransactionAnswer> initialised(Transaction now) {
        return Decision.reply(
                List.of(new TransactionEvent.Changed(now, book.version())),
                new TransactionAnswer.Initialised(now.producer()));
    }
}
