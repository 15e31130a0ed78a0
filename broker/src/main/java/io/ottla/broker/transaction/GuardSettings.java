package io.ottla.broker.transaction;

/**
 * What guards go by.
 *
 * @param verifies {@code transaction.partition.verification.enable}: whether the coordinator is asked about clients that have
 *     their partitions added beforehand
 * @param retryBackoffMs {@code add.partitions.to.txn.retry.backoff.ms}: how soon it is asked again while the transaction before
 *     is ending
 * @param retryMaxMs {@code add.partitions.to.txn.retry.backoff.max.ms}: for how long
 */
public record GuardSettings(boolean verifies, int retryBackoffMs, int retryMaxMs) {
    public static final GuardSettings DEFAULTS = new GuardSettings(true, 20, 100);

    GuardSettings verifying(boolean other) {
        return new GuardSettings(other, retryBackoffMs, retryMaxMs);
    }
}
