package io.ottla.broker.coordinator.transaction;

import io.ottla.broker.coordinator.runtime.Decision;
import io.ottla.broker.coordinator.runtime.Outcome;
import io.ottla.broker.coordinator.runtime.TimerCommand;
import io.ottla.broker.coordinator.transaction.TransactionCommand.AbortWith;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Transactions that take longer than their producers said they would are aborted, and the producers fenced. */
final class Overdue {
    private final TransactionBook book;
    private final TransactionSettings settings;
    private final Completion completion;

    Overdue(TransactionBook book, TransactionSettings settings, Completion completion) {
        this.book = book;
        this.settings = settings;
        this.completion = completion;
    }

    TimerCommand nextLook(long nowMs) {
        return new TimerCommand.Set(new TransactionTimer.Overdue(), nowMs + settings.overdueCheckIntervalMs());
    }

    Decision<TransactionEvent, TransactionAnswer> look(long nowMs) {
        List<TimerCommand> timers = new ArrayList<>();
        for (Transaction transaction : book.all()) {
            if (isOverdue(transaction, nowMs)) {
                timers.add(
                        new TimerCommand.Set(new TransactionTimer.AbortOverdue(transaction.transactionalId()), nowMs));
            }
        }
        timers.add(nextLook(nowMs));
        return Decision.<TransactionEvent, TransactionAnswer>nothing().withTimers(timers);
    }

    private static boolean isOverdue(Transaction transaction, long nowMs) {
        return transaction.state() == TransactionState.ONGOING
                && transaction.startedMs() + transaction.timeoutMs() < nowMs;
    }

    Decision<TransactionEvent, TransactionAnswer> abort(String transactionalId, long nowMs) {
        return book.find(transactionalId)
                .filter(transaction -> isOverdue(transaction, nowMs))
                .map(transaction -> abort(transaction, OptionalLong.empty(), nowMs))
                .orElseGet(Decision::nothing);
    }

    /** Another transaction may have begun until the producer id was there. */
    Decision<TransactionEvent, TransactionAnswer> abort(AbortWith command, long nowMs) {
        return book.find(command.transactionalId())
                .filter(transaction -> transaction.producer().equals(command.producer()))
                .filter(transaction -> isOverdue(transaction, nowMs))
                .map(transaction -> abort(transaction, OptionalLong.of(command.freshProducerId()), nowMs))
                .orElseGet(Decision::nothing);
    }

    private Decision<TransactionEvent, TransactionAnswer> abort(
            Transaction transaction, OptionalLong freshProducerId, long nowMs) {
        Optional<Transaction> aborted = TakenOver.abort(transaction, book.version(), freshProducerId, nowMs);
        if (aborted.isPresent()) {
            return completion.begin(aborted.get(), new Outcome.Nothing<>(), nowMs);
        }
        return Decision.<TransactionEvent, TransactionAnswer>nothing()
                .withEffects(List.of(
                        new TransactionEffect.FetchProducerId(transaction.transactionalId(), transaction.producer())));
    }
}
