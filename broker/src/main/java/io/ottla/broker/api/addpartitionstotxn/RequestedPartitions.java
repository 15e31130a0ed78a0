package io.ottla.broker.api.addpartitionstotxn;

import io.ottla.broker.api.TransactionErrors;
import io.ottla.broker.coordinator.runtime.Outcome;
import io.ottla.broker.coordinator.transaction.TransactionAnswer;
import io.ottla.broker.coordinator.transaction.TransactionCommand;
import io.ottla.broker.coordinator.transaction.TransactionVersion;
import io.ottla.broker.coordinator.transaction.TransactionalProducer;
import io.ottla.controller.image.ClusterImage;
import io.ottla.storage.TopicPartition;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.message.AddPartitionsToTxnRequest.AddPartitionsToTxnTransaction;
import io.ottla.wire.message.AddPartitionsToTxnResponse.AddPartitionsToTxnResult;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What is asked about one transaction. A partition that is not there keeps all of them from being added.
 *
 * @param command what its coordinator is asked; empty when it is refused before
 */
record RequestedPartitions(
        AddPartitionsToTxnTransaction transaction,
        short apiVersion,
        Optional<TransactionCommand.Request> command,
        SortedSet<TopicPartition> unknown) {
    private static final int FIRST_VERSION_WITH_FENCED = 2;

    static RequestedPartitions of(AddPartitionsToTxnTransaction transaction, short apiVersion, ClusterImage image) {
        SortedSet<TopicPartition> all = new TreeSet<>();
        transaction
                .topics()
                .forEach(topic ->
                        topic.partitions().forEach(partition -> all.add(new TopicPartition(topic.name(), partition))));
        SortedSet<TopicPartition> unknown = new TreeSet<>(all);
        unknown.removeIf(partition -> image.topics().partition(partition.topic(), partition.partition()) != null);
        boolean valid = !transaction.transactionalId().isEmpty() && unknown.isEmpty();
        return new RequestedPartitions(
                transaction,
                apiVersion,
                valid ? Optional.of(command(transaction, all, apiVersion)) : Optional.empty(),
                unknown);
    }

    private static TransactionCommand.Request command(
            AddPartitionsToTxnTransaction transaction, SortedSet<TopicPartition> partitions, short apiVersion) {
        TransactionalProducer producer = new TransactionalProducer(
                transaction.transactionalId(), transaction.producerId(), transaction.producerEpoch());
        return transaction.verifyOnly()
                ? new TransactionCommand.VerifyPartitions(producer, partitions)
                : new TransactionCommand.AddPartitions(
                        producer, partitions, TransactionVersion.ofAddPartitionsToTxn(apiVersion));
    }

    AddPartitionsToTxnResult refusal() {
        if (unknown.isEmpty()) {
            return PartitionResults.ofAll(transaction, ErrorCode.INVALID_REQUEST);
        }
        return PartitionResults.of(
                transaction,
                partition -> unknown.contains(partition)
                        ? ErrorCode.UNKNOWN_TOPIC_OR_PARTITION
                        : ErrorCode.OPERATION_NOT_ATTEMPTED);
    }

    AddPartitionsToTxnResult result(Outcome<TransactionAnswer> outcome) {
        return switch (outcome) {
            case Outcome.Reply<TransactionAnswer> reply -> result(reply.response());
            case Outcome.Reject<TransactionAnswer> reject ->
                PartitionResults.ofAll(
                        transaction, TransactionErrors.told(reject.error(), apiVersion, FIRST_VERSION_WITH_FENCED));
            case Outcome.Park<TransactionAnswer> park -> throw new IllegalStateException("nobody is parked");
            case Outcome.Nothing<TransactionAnswer> nothing -> throw new IllegalStateException("all are answered");
        };
    }

    private AddPartitionsToTxnResult result(TransactionAnswer answer) {
        return answer instanceof TransactionAnswer.Verified verified
                ? PartitionResults.of(transaction, partition -> verified.codes().get(partition))
                : PartitionResults.ofAll(transaction, ErrorCode.NONE);
    }
}
