package io.ottla.broker.coordinator.transaction;

import io.ottla.storage.TopicPartition;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.message.DescribeTransactionsResponse;
import io.ottla.wire.message.ListTransactionsResponse;
import java.util.List;
import java.util.SortedMap;

/** What a transaction coordinator answers. A refusal is an error code in its place. */
public sealed interface TransactionAnswer {

    record Initialised(ProducerIdAndEpoch producer) implements TransactionAnswer {}

    record PartitionsAdded() implements TransactionAnswer {}

    /** @param codes what can be said of each partition */
    record Verified(SortedMap<TopicPartition, ErrorCode> codes) implements TransactionAnswer {}

    /** @param next who the producer is from now on; nobody, for a client that keeps its epoch */
    record Ended(ProducerIdAndEpoch next) implements TransactionAnswer {}

    record Described(DescribeTransactionsResponse.TransactionState state) implements TransactionAnswer {}

    record Listed(List<ListTransactionsResponse.TransactionState> states) implements TransactionAnswer {}

    /** Nothing has happened: the request is to be repeated with a fresh producer id. */
    record ProducerIdNeeded() implements TransactionAnswer {}

    /** To one who has waited: what it waited for has come, and the request is to be repeated. */
    record WaitedLongEnough() implements TransactionAnswer {}

    /** To one who has waited: it did not come in time. */
    record WaitedTooLong() implements TransactionAnswer {}
}
