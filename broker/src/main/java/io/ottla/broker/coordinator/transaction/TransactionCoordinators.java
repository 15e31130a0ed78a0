package io.ottla.broker.coordinator.transaction;

import io.ottla.storage.TopicPartition;
import io.ottla.wire.api.ErrorCode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** All transaction coordinators. There are none yet: whoever asks is told to come again. */
public final class TransactionCoordinators implements OngoingTransactions {

    @Override
    public void verify(
            TransactionalProducer producer,
            Collection<TopicPartition> partitions,
            Consumer<Map<TopicPartition, ErrorCode>> answer) {
        answer.accept(forAll(partitions, ErrorCode.COORDINATOR_NOT_AVAILABLE));
    }

    @Override
    public void add(
            TransactionalProducer producer,
            Collection<TopicPartition> partitions,
            Consumer<Map<TopicPartition, ErrorCode>> answer) {
        answer.accept(forAll(partitions, ErrorCode.COORDINATOR_NOT_AVAILABLE));
    }

    private static Map<TopicPartition, ErrorCode> forAll(Collection<TopicPartition> partitions, ErrorCode error) {
        Map<TopicPartition, ErrorCode> codes = new LinkedHashMap<>();
        partitions.forEach(partition -> codes.put(partition, error));
        return codes;
    }
}
