package io.ottla.broker.coordinator.transaction;

/**
 * What a transaction coordinator goes by.
 *
 * @param timeoutMaxMs {@code transaction.max.timeout.ms}
 * @param idExpirationMs {@code transactional.id.expiration.ms}
 * @param overdueCheckIntervalMs {@code transaction.abort.timed.out.transaction.cleanup.interval.ms}
 * @param expiryCheckIntervalMs {@code transaction.remove.expired.transaction.cleanup.interval.ms}
 * @param waitMaxMs {@code add.partitions.to.txn.retry.backoff.max.ms}: how long somebody waits for the end of the producer's
 *     last transaction
 * @param markersRetryMs when markers are asked for again that a partition could not take
 * @param markersPatienceMs when they are that nothing is heard of
 */
public record TransactionSettings(
        int timeoutMaxMs,
        int idExpirationMs,
        int overdueCheckIntervalMs,
        int expiryCheckIntervalMs,
        int waitMaxMs,
        int markersRetryMs,
        int markersPatienceMs) {}
