package io.ottla.broker.api.addpartitionstotxn;

import io.ottla.broker.coordinator.runtime.Outcome;
import io.ottla.broker.coordinator.transaction.TransactionAnswer;
import io.ottla.broker.coordinator.transaction.TransactionCommand;
import io.ottla.broker.coordinator.transaction.TransactionCoordinators;
import io.ottla.broker.dispatch.ApiHandler;
import io.ottla.broker.dispatch.RequestContext;
import io.ottla.broker.dispatch.Responder;
import io.ottla.controller.image.ClusterImage;
import io.ottla.wire.api.ApiKey;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.WireReader;
import io.ottla.wire.message.AddPartitionsToTxnRequest;
import io.ottla.wire.message.AddPartitionsToTxnRequest.AddPartitionsToTxnTransaction;
import io.ottla.wire.message.AddPartitionsToTxnResponse;
import io.ottla.wire.message.AddPartitionsToTxnResponse.AddPartitionsToTxnResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * AddPartitionsToTxn, versions 0 to 5: of one transaction and from a client up to version 3; of many, and from brokers that
 * lead partitions, from then on. All partitions of a transaction are added, or none.
 */
public final class AddPartitionsToTxnHandler
        implements ApiHandler<AddPartitionsToTxnRequest, AddPartitionsToTxnResponse> {
    private static final int FIRST_VERSION_OF_MANY = 4;

    private final TransactionCoordinators transactions;
    private final Supplier<ClusterImage> images;

    public AddPartitionsToTxnHandler(TransactionCoordinators transactions, Supplier<ClusterImage> images) {
        this.transactions = transactions;
        this.images = images;
    }

    @Override
    public ApiKey key() {
        return ApiKey.ADD_PARTITIONS_TO_TXN;
    }

    @Override
    public AddPartitionsToTxnRequest read(WireReader body, int version) {
        return AddPartitionsToTxnRequest.read(body, version);
    }

    @Override
    public void handle(
            RequestContext context,
            AddPartitionsToTxnRequest request,
            Responder<AddPartitionsToTxnResponse> responder) {
        ClusterImage image = images.get();
        List<RequestedPartitions> all = transactions(context, request).stream()
                .map(transaction -> RequestedPartitions.of(transaction, context.apiVersion(), image))
                .toList();
        List<TransactionCommand.Request> commands =
                all.stream().flatMap(each -> each.command().stream()).toList();
        transactions.askAll(commands, outcomes -> responder.send(together(context, all, outcomes)), responder::fail);
    }

    private static AddPartitionsToTxnResponse together(
            RequestContext context,
            List<RequestedPartitions> all,
            List<Outcome<TransactionAnswer>> outcomesOfCommands) {
        List<AddPartitionsToTxnResult> results = new ArrayList<>();
        int next = 0;
        for (RequestedPartitions requested : all) {
            if (requested.command().isPresent()) {
                results.add(requested.result(outcomesOfCommands.get(next)));
                next++;
            } else {
                results.add(requested.refusal());
            }
        }
        return response(context, results);
    }

    private static List<AddPartitionsToTxnTransaction> transactions(
            RequestContext context, AddPartitionsToTxnRequest request) {
        if (context.apiVersion() >= FIRST_VERSION_OF_MANY) {
            return request.transactions();
        }
        return List.of(new AddPartitionsToTxnTransaction()
                .transactionalId(request.v3AndBelowTransactionalId())
                .producerId(request.v3AndBelowProducerId())
                .producerEpoch(request.v3AndBelowProducerEpoch())
                .topics(request.v3AndBelowTopics()));
    }

    private static AddPartitionsToTxnResponse response(RequestContext context, List<AddPartitionsToTxnResult> results) {
        return context.apiVersion() >= FIRST_VERSION_OF_MANY
                ? new AddPartitionsToTxnResponse().resultsByTransaction(results)
                : new AddPartitionsToTxnResponse()
                        .resultsByTopicV3AndBelow(results.getFirst().topicResults());
    }

    @Override
    public Optional<AddPartitionsToTxnResponse> failure(
            RequestContext context, AddPartitionsToTxnRequest request, ErrorCode error) {
        if (context.apiVersion() >= FIRST_VERSION_OF_MANY) {
            return Optional.of(new AddPartitionsToTxnResponse().errorCode(error.code()));
        }
        AddPartitionsToTxnTransaction only = transactions(context, request).getFirst();
        return Optional.of(response(context, List.of(PartitionResults.ofAll(only, error))));
    }

    @Override
    public void countErrors(AddPartitionsToTxnResponse response, ErrorSink errors) {
        errors.error(response.errorCode());
        response.resultsByTopicV3AndBelow()
                .forEach(topic ->
                        topic.resultsByPartition().forEach(partition -> errors.error(partition.partitionErrorCode())));
        response.resultsByTransaction()
                .forEach(transaction -> transaction
                        .topicResults()
                        .forEach(topic -> topic.resultsByPartition()
                                .forEach(partition -> errors.error(partition.partitionErrorCode()))));
    }
}
