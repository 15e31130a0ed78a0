package io.ottla.broker.coordinator.transaction;

import io.ottla.broker.coordinator.runtime.Decision;
import io.ottla.broker.coordinator.runtime.Outcome;
import io.ottla.broker.coordinator.runtime.TimerCommand;
import java.util.ArrayList;
import java.util.List;

/** Transactional ids that nobody has used for long are forgotten, unless a transaction of theirs is under way. */
final class IdExpiry {
    /** So many tombstones at once, and of ids of so many characters, fit into a batch of any size that makes sense. */
    private static final int IDS_AT_ONCE_MAX = 500;

    private static final int CHARACTERS_AT_ONCE_MAX = 64 * 1024;

    private final TransactionBook book;
    private final TransactionSettings settings;

    IdExpiry(TransactionBook book, TransactionSettings settings) {
        this.book = book;
        this.settings = settings;
    }

    TimerCommand nextLook(long nowMs) {
        return new TimerCommand.Set(new TransactionTimer.Expiry(), nowMs + settings.expiryCheckIntervalMs());
    }

    /** Much of it takes several turns. */
    Decision<TransactionEvent, TransactionAnswer> look(long nowMs) {
        List<TransactionEvent> expired = new ArrayList<>();
        int characters = 0;
        for (Transaction transaction : book.all()) {
            if (!isExpired(transaction, nowMs)) {
                continue;
            }
            if (expired.size() == IDS_AT_ONCE_MAX || characters >= CHARACTERS_AT_ONCE_MAX) {
                return decision(expired, new TimerCommand.Set(new TransactionTimer.Expiry(), nowMs));
            }
            expired.add(new TransactionEvent.Expired(transaction.transactionalId()));
            characters += transaction.transactionalId().length();
        }
        return decision(expired, nextLook(nowMs));
    }

    private boolean isExpired(Transaction transaction, long nowMs) {
        return transaction.state().isAtRest() && transaction.updatedMs() <= nowMs - settings.idExpirationMs();
    }

    private static Decision<TransactionEvent, TransactionAnswer> decision(
            List<TransactionEvent> events, TimerCommand next) {
        return new Decision<>(events, new Outcome.Nothing<>(), List.of(), List.of(next));
    }
}
