package io.ottla.broker.transaction;

import io.ottla.broker.coordinator.transaction.MarkerWriter;

/** What the handlers of data and groups need of transactions. */
public record TransactionParts(GuardedPartitions guarded, MarkerWriter markers) {}
