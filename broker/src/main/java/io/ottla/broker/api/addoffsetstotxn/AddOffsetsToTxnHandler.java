package io.ottla.broker.api.addoffsetstotxn;

import io.ottla.broker.api.TransactionErrors;
import io.ottla.broker.coordinator.runtime.CoordinatorReply;
import io.ottla.broker.coordinator.transaction.TransactionAnswer;
import io.ottla.broker.coordinator.transaction.TransactionCommand.AddPartitions;
import io.ottla.broker.coordinator.transaction.TransactionCoordinators;
import io.ottla.broker.coordinator.transaction.TransactionVersion;
import io.ottla.broker.coordinator.transaction.TransactionalProducer;
import io.ottla.broker.dispatch.ApiHandler;
import io.ottla.broker.dispatch.RequestContext;
import io.ottla.broker.dispatch.Responder;
import io.ottla.storage.TopicPartition;
import io.ottla.wire.api.ApiKey;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.WireReader;
import io.ottla.wire.message.AddOffsetsToTxnRequest;
import io.ottla.wire.message.AddOffsetsToTxnResponse;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * AddOffsetsToTxn, versions 0 to 4: adds the partition that remembers the group's offsets. Clients that have an epoch per
 * transaction do not ask.
 */
public final class AddOffsetsToTxnHandler implements ApiHandler<AddOffsetsToTxnRequest, AddOffsetsToTxnResponse> {
    private static final int FIRST_VERSION_WITH_FENCED = 2;

    private final TransactionCoordinators transactions;
    private final Function<String, TopicPartition> partitionOfGroup;

    /** @param partitionOfGroup the partition that remembers a group */
    public AddOffsetsToTxnHandler(
            TransactionCoordinators transactions, Function<String, TopicPartition> partitionOfGroup) {
        this.transactions = transactions;
        this.partitionOfGroup = partitionOfGroup;
    }

    @Override
    public ApiKey key() {
        return ApiKey.ADD_OFFSETS_TO_TXN;
    }

    @Override
    public AddOffsetsToTxnRequest read(WireReader body, int version) {
        return AddOffsetsToTxnRequest.read(body, version);
    }

    @Override
    public void handle(
            RequestContext context, AddOffsetsToTxnRequest request, Responder<AddOffsetsToTxnResponse> responder) {
        if (request.transactionalId().isEmpty()) {
            responder.send(failed(ErrorCode.INVALID_REQUEST));
            return;
        }
        TransactionalProducer producer =
                new TransactionalProducer(request.transactionalId(), request.producerId(), request.producerEpoch());
        AddPartitions command = new AddPartitions(
                producer,
                new TreeSet<>(List.of(partitionOfGroup.apply(request.groupId()))),
                TransactionVersion.KEEPING_EPOCH);
        transactions.ask(command, new Answering(context.apiVersion(), responder));
    }

    private record Answering(short apiVersion, Responder<AddOffsetsToTxnResponse> responder)
            implements CoordinatorReply<TransactionAnswer> {
        @Override
        public void reply(TransactionAnswer answer) {
            responder.send(new AddOffsetsToTxnResponse());
        }

        @Override
        public void reject(ErrorCode error) {
            responder.send(failed(TransactionErrors.told(error, apiVersion, FIRST_VERSION_WITH_FENCED)));
        }
    }

    @Override
    public Optional<AddOffsetsToTxnResponse> failure(
            RequestContext context, AddOffsetsToTxnRequest request, ErrorCode error) {
        return Optional.of(failed(error));
    }

    @Override
    public void countErrors(AddOffsetsToTxnResponse response, ErrorSink errors) {
        errors.error(response.errorCode());
    }

    private static AddOffsetsToTxnResponse failed(ErrorCode error) {
        return new AddOffsetsToTxnResponse().errorCode(error.code());
    }
}
