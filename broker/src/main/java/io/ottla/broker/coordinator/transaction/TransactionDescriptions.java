package io.ottla.broker.coordinator.transaction;

import io.ottla.broker.coordinator.runtime.Decision;
import io.ottla.storage.TopicPartition;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.message.DescribeTransactionsResponse;
import io.ottla.wire.message.DescribeTransactionsResponse.TopicData;
import io.ottla.wire.message.ListTransactionsResponse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What tools are shown (KIP-664). */
final class TransactionDescriptions {
    private final TransactionBook book;

    TransactionDescriptions(TransactionBook book) {
        this.book = book;
    }

    Decision<TransactionEvent, TransactionAnswer> describe(String transactionalId) {
        return book.find(transactionalId)
                .map(transaction -> Decision.<TransactionEvent, TransactionAnswer>reply(
                        new TransactionAnswer.Described(described(transaction))))
                .orElseGet(() -> Decision.reject(ErrorCode.TRANSACTIONAL_ID_NOT_FOUND));
    }

    /** While a transaction is being ended, its partitions are those that it is not ended on yet. */
    private DescribeTransactionsResponse.TransactionState described(Transaction transaction) {
        Collection<TopicPartition> partitions = transaction.state().isPreparing()
                ? book.withoutMarker(transaction.transactionalId())
                : transaction.partitions();
        Map<String, List<Integer>> byTopic = new TreeMap<>();
        for (TopicPartition partition : partitions) {
            byTopic.computeIfAbsent(partition.topic(), topic -> new ArrayList<>())
                    .add(partition.partition());
        }
        List<TopicData> topics = new ArrayList<>();
        byTopic.forEach((topic, ids) -> topics.add(new TopicData().topic(topic).partitions(ids)));
        return new DescribeTransactionsResponse.TransactionState()
                .transactionalId(transaction.transactionalId())
                .transactionState(transaction.state().protocolName())
                .transactionTimeoutMs(transaction.timeoutMs())
                .transactionStartTimeMs(transaction.startedMs())
                .producerId(transaction.producerId())
                .producerEpoch(transaction.producerEpoch())
                .topics(topics);
    }

    Decision<TransactionEvent, TransactionAnswer> list(TransactionFilter filter, long nowMs) {
        List<ListTransactionsResponse.TransactionState> states = new ArrayList<>();
        for (Transaction transaction : book.all()) {
            if (filter.test(transaction, nowMs)) {
                states.add(new ListTransactionsResponse.TransactionState()
                        .transactionalId(transaction.transactionalId())
                        .producerId(transaction.producerId())
                        .transactionState(transaction.state().protocolName()));
            }
        }
        return Decision.reply(new TransactionAnswer.Listed(states));
    }
}
