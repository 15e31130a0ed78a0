package io.ottla.broker.transaction;

import io.ottla.broker.coordinator.transaction.TransactionalProducer;

/**
 * What somebody wants to write to a partition as part of a transaction.
 *
 * @param firstSequence of the records, or {@code RecordBatch.NO_SEQUENCE} when they have none
 */
public record TransactionalBatch(TransactionalProducer producer, int firstSequence, ClientProtocol protocol) {}
