package io.ottla.broker.coordinator.transaction;

/** A producer as it names itself. Whether it is who it says is for its coordinator to tell. */
public record TransactionalProducer(String transactionalId, long producerId, short producerEpoch) {}
