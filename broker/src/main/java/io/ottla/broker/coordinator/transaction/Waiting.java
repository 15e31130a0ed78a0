package io.ottla.broker.coordinator.transaction;

import io.ottla.broker.coordinator.runtime.Decision;
import io.ottla.broker.coordinator.runtime.Outcome;
import io.ottla.broker.coordinator.runtime.TimerCommand;
import io.ottla.broker.coordinator.runtime.Wake;
import io.ottla.wire.api.ErrorCode;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * A producer may go on with its next transaction as soon as the outcome of the last is decided, when the markers of that are
 * still on their way. Most often they arrive within a moment: who is prepared to wait for it is spared to come again.
 */
final class Waiting {
    private final TransactionBook book;
    private final TransactionSettings settings;

    Waiting(TransactionBook book, TransactionSettings settings) {
        this.book = book;
        this.settings = settings;
    }

    /** A request comes while a transaction is being ended. */
    Decision<TransactionEvent, TransactionAnswer> begin(
            String transactionalId, Optional<String> waiterKey, long nowMs) {
        return waiterKey
                .map(key -> new Decision<TransactionEvent, TransactionAnswer>(
                        List.of(new TransactionEvent.WaitBegun(transactionalId, key)),
                        new Outcome.Park<>(key),
                        List.of(),
                        List.of(new TimerCommand.Set(
                                new TransactionTimer.WaitTooLong(transactionalId, key), nowMs + settings.waitMaxMs()))))
                .orElseGet(() -> Decision.reject(ErrorCode.CONCURRENT_TRANSACTIONS));
    }

    /** The transaction is complete: whoever waits for it may ask again. */
    List<Wake<TransactionAnswer>> wakes(String transactionalId) {
        return keys(transactionalId).stream()
                .map(key -> new Wake<TransactionAnswer>(key, new TransactionAnswer.WaitedLongEnough()))
                .toList();
    }

    /** Nobody is to be told then that it took too long. */
    List<TimerCommand> cancellations(String transactionalId) {
        return keys(transactionalId).stream()
                .<TimerCommand>map(
                        key -> new TimerCommand.Cancel(new TransactionTimer.WaitTooLong(transactionalId, key)))
                .toList();
    }

    private SortedSet<String> keys(String transactionalId) {
        return book.waiterKeys(transactionalId);
    }

    Decision<TransactionEvent, TransactionAnswer> giveUp(TransactionTimer.WaitTooLong timer) {
        if (!keys(timer.transactionalId()).contains(timer.waiterKey())) {
            return Decision.nothing();
        }
        return new Decision<>(
                List.of(new TransactionEvent.WaitGivenUp(timer.transactionalId(), timer.waiterKey())),
                new Outcome.Nothing<>(),
                List.of(new Wake<>(timer.waiterKey(), new TransactionAnswer.WaitedTooLong())),
                List.of());
    }
}
