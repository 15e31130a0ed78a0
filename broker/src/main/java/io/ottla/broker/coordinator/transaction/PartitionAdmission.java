package io.ottla.broker.coordinator.transaction;

import io.ottla.broker.coordinator.runtime.Decision;
import io.ottla.broker.coordinator.transaction.TransactionCommand.AddPartitions;
import io.ottla.broker.coordinator.transaction.TransactionCommand.VerifyPartitions;
import io.ottla.storage.TopicPartition;
import io.ottla.wire.api.ErrorCode;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** AddPartitionsToTxn and AddOffsetsToTxn: which partitions take part in a transaction. The first begin one. */
final class PartitionAdmission {
    private final TransactionBook book;
    private final Waiting waiting;

    PartitionAdmission(TransactionBook book, Waiting waiting) {
        this.book = book;
        this.waiting = waiting;
    }

    /** All partitions are added, or none. */
    Decision<TransactionEvent, TransactionAnswer> add(AddPartitions request, long nowMs) {
        Optional<Transaction> known = book.find(request.transactionalId());
        if (known.isEmpty()) {
            return Decision.reject(ErrorCode.INVALID_PRODUCER_ID_MAPPING);
        }
        Transaction transaction = known.get();
        if (transaction.state().isPreparing()) {
            // Before a look at who asks: the producer may have another id when this is complete, and have been told so.
            return waiting.begin(request.transactionalId(), request.waiterKey(), nowMs);
        }
        ErrorCode refusal = refusal(request.producer(), transaction);
        if (refusal != ErrorCode.NONE) {
            return Decision.reject(refusal);
        }
        TransactionAnswer added = new TransactionAnswer.PartitionsAdded();
        if (transaction.state() == TransactionState.ONGOING
                && transaction.partitions().containsAll(request.partitions())) {
            return Decision.reply(added);
        }
        Transaction now = transaction.joinedBy(request.partitions(), request.clientVersion(), nowMs);
        return Decision.reply(List.of(new TransactionEvent.Changed(now, book.version())), added);
    }

    /** What can be said of each partition; nothing changes. */
    Decision<TransactionEvent, TransactionAnswer> verify(VerifyPartitions request) {
        Optional<Transaction> known = book.find(request.transactionalId());
        if (known.isEmpty()) {
            return Decision.reject(ErrorCode.INVALID_PRODUCER_ID_MAPPING);
        }
        Transaction transaction = known.get();
        ErrorCode refusal = refusal(request.producer(), transaction);
        if (refusal != ErrorCode.NONE) {
            return Decision.reject(refusal);
        }
        if (transaction.state().isPreparing()) {
            return Decision.reject(ErrorCode.CONCURRENT_TRANSACTIONS);
        }
        SortedMap<TopicPartition, ErrorCode> codes = new TreeMap<>();
        for (TopicPartition partition : request.partitions()) {
            boolean takesPart = transaction.partitions().contains(partition);
            codes.put(partition, takesPart ? ErrorCode.NONE : ErrorCode.TRANSACTION_ABORTABLE);
        }
        return Decision.reply(new TransactionAnswer.Verified(codes));
    }

    private static ErrorCode refusal(TransactionalProducer producer, Transaction transaction) {
        if (producer.producerId() != transaction.producerId()) {
            return ErrorCode.INVALID_PRODUCER_ID_MAPPING;
        }
        return producer.producerEpoch() == transaction.producerEpoch() ? ErrorCode.NONE : ErrorCode.PRODUCER_FENCED;
    }
}
