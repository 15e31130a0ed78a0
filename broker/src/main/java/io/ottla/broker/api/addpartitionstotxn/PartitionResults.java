package io.ottla.broker.api.addpartitionstotxn;

import io.ottla.storage.TopicPartition;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.message.AddPartitionsToTxnRequest.AddPartitionsToTxnTransaction;
import io.ottla.wire.message.AddPartitionsToTxnResponse.AddPartitionsToTxnPartitionResult;
import io.ottla.wire.message.AddPartitionsToTxnResponse.AddPartitionsToTxnResult;
import io.ottla.wire.message.AddPartitionsToTxnResponse.AddPartitionsToTxnTopicResult;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What is said of the partitions of one transaction. */
final class PartitionResults {
    private PartitionResults() {}

    static AddPartitionsToTxnResult ofAll(AddPartitionsToTxnTransaction transaction, ErrorCode error) {
        return of(transaction, partition -> error);
    }

    /** In the order of the request. */
    static AddPartitionsToTxnResult of(
            AddPartitionsToTxnTransaction transaction, Function<TopicPartition, ErrorCode> codeOf) {
        List<AddPartitionsToTxnTopicResult> topics = new ArrayList<>();
        for (var topic : transaction.topics()) {
            List<AddPartitionsToTxnPartitionResult> partitions = new ArrayList<>();
            for (int partition : topic.partitions()) {
                partitions.add(new AddPartitionsToTxnPartitionResult()
                        .partitionIndex(partition)
                        .partitionErrorCode(codeOf.apply(new TopicPartition(topic.name(), partition))
                                .code()));
            }
            topics.add(new AddPartitionsToTxnTopicResult().name(topic.name()).resultsByPartition(partitions));
        }
        return new AddPartitionsToTxnResult()
                .transactionalId(transaction.transactionalId())
                .topicResults(topics);
    }
}
