package io.ottla.broker.transaction;

import io.ottla.broker.coordinator.transaction.MarkerWriter;
import io.ottla.broker.coordinator.transaction.ProducerIdSource;
import io.ottla.broker.coordinator.transaction.TransactionCoordinators;

/** What handlers need of transactions. */
public record TransactionParts(
        GuardedPartitions guarded,
        MarkerWriter markers,
        TransactionCoordinators coordinators,
        ProducerIdSource producerIds) {}
