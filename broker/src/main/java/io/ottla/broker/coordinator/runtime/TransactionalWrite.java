package io.ottla.broker.coordinator.runtime;

/**
 * The transaction that a command's events are to be part of.
 *
 * @param ticket from the verification that the coordinator's partition takes part in the transaction
 */
public record TransactionalWrite(long producerId, short producerEpoch, long ticket) {}
