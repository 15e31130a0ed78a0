package io.ottla.broker.coordinator.transaction;

import com.google.re2j.Pattern;
import java.util.Optional;
import java.util.Set;

/**
 * Which transactional ids are listed. What is empty lets all through.
 *
 * @param states only ids in one of them; a set without any lets none through
 * @param longerThanMs only those whose transaction began so long ago, and those without any; negative lets all through
 * @param pattern what the whole id has to match
 */
public record TransactionFilter(
        Set<Long> producerIds, Optional<Set<TransactionState>> states, long longerThanMs, Optional<Pattern> pattern) {

    boolean test(Transaction transaction, long nowMs) {
        return (producerIds.isEmpty() || producerIds.contains(transaction.producerId()))
                && states.map(set -> set.contains(transaction.state())).orElse(true)
                && (longerThanMs < 0 || nowMs - transaction.startedMs() > longerThanMs)
                && pattern.map(whole -> whole.matches(transaction.transactionalId()))
                        .orElse(true);
    }
}
