package io.ottla.broker.coordinator.transaction;

import io.ottla.storage.TopicPartition;
import io.ottla.wire.api.ErrorCode;
import java.util.Collection;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Whoever leads partitions asks here whether they take part in a producer's transaction, before anything of it is appended
 * (KIP-890). May be called from any thread, and never waits; the answer comes once, on any thread, or at once on the caller's,
 * with a code for each partition that was asked about.
 *
 * <p>The codes are those of AddPartitionsToTxn in versions 4 and 5, not translated for any client: {@code NONE};
 * {@code TRANSACTION_ABORTABLE} for what is no part of the transaction; {@code INVALID_PRODUCER_ID_MAPPING},
 * {@code PRODUCER_FENCED}, {@code CONCURRENT_TRANSACTIONS}; and {@code COORDINATOR_LOAD_IN_PROGRESS},
 * {@code COORDINATOR_NOT_AVAILABLE}, {@code NOT_COORDINATOR} or {@code NETWORK_EXCEPTION} when nobody can tell now.
 */
public interface OngoingTransactions {
    /** Asks, and changes nothing: for clients that have said by AddPartitionsToTxn what they are going to write to. */
    void verify(
            TransactionalProducer producer,
            Collection<TopicPartition> partitions,
            Consumer<Map<TopicPartition, ErrorCode>> answer);

    /** Makes the partitions part of the transaction, and begins one where there is none: for clients of transaction version 2. */
    void add(
            TransactionalProducer producer,
            Collection<TopicPartition> partitions,
            Consumer<Map<TopicPartition, ErrorCode>> answer);
}
