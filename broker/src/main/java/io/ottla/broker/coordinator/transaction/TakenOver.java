package io.ottla.broker.coordinator.transaction;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * A transaction that is aborted without its producer's asking: since another takes its place, or since it takes too long. The
 * producer's epoch is raised, so that nothing of it is taken any more.
 */
final class TakenOver {
    private TakenOver() {}

    /**
     * The transaction as it is then.
     *
     * @param version the {@link TransactionVersion} of the cluster, since no client has a say in it
     * @return empty when it cannot be done without a fresh producer id
     */
    static Optional<Transaction> abort(
            Transaction transaction, short version, OptionalLong freshProducerId, long nowMs) {
        if (!TransactionVersion.hasEpochPerTransaction(version)) {
            return Optional.of(transaction.fenced(nowMs));
        }
        if (!transaction.isEpochExhausted()) {
            return Optional.of(transaction.preparedWithEpoch(false, OptionalLong.empty(), version, nowMs));
        }
        return freshProducerId.isEmpty()
                ? Optional.empty()
                : Optional.of(transaction.preparedWithEpoch(false, freshProducerId, version, nowMs));
    }
}
