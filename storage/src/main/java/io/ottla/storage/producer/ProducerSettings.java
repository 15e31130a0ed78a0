package io.ottla.storage.producer;

/**
 * The settings that bear on producer state.
 *
 * @param producerIdExpirationMs {@code producer.id.expiration.ms}: after how long without a write a producer is forgotten
 * @param verifyTransactions {@code transaction.partition.verification.enable}
 * @param maxTransactionTimeoutMs {@code transaction.max.timeout.ms}
 */
public record ProducerSettings(int producerIdExpirationMs, boolean verifyTransactions, int maxTransactionTimeoutMs) {
    /** The reference's defaults: a day, verified, 15 minutes. */
    public static final ProducerSettings DEFAULTS = new ProducerSettings(86_400_000, true, 900_000);
}
