package io.ottla.broker.api.describetransactions;

import io.ottla.broker.coordinator.runtime.Outcome;
import io.ottla.broker.coordinator.transaction.TransactionAnswer;
import io.ottla.broker.coordinator.transaction.TransactionCommand;
import io.ottla.broker.coordinator.transaction.TransactionCoordinators;
import io.ottla.broker.dispatch.ApiHandler;
import io.ottla.broker.dispatch.RequestContext;
import io.ottla.broker.dispatch.Responder;
import io.ottla.wire.api.ApiKey;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.WireReader;
import io.ottla.wire.message.DescribeTransactionsRequest;
import io.ottla.wire.message.DescribeTransactionsResponse;
import io.ottla.wire.message.DescribeTransactionsResponse.TransactionState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** DescribeTransactions, version 0. */
public final class DescribeTransactionsHandler
        implements ApiHandler<DescribeTransactionsRequest, DescribeTransactionsResponse> {
    private final TransactionCoordinators transactions;

    public DescribeTransactionsHandler(TransactionCoordinators transactions) {
        this.transactions = transactions;
    }

    @Override
    public ApiKey key() {
        return ApiKey.DESCRIBE_TRANSACTIONS;
    }

    @Override
    public DescribeTransactionsRequest read(WireReader body, int version) {
        return DescribeTransactionsRequest.read(body, version);
    }

    @Override
    public void handle(
            RequestContext context,
            DescribeTransactionsRequest request,
            Responder<DescribeTransactionsResponse> responder) {
        List<String> ids = request.transactionalIds();
        List<TransactionCommand.Describe> valid = ids.stream()
                .filter(id -> !id.isEmpty())
                .map(TransactionCommand.Describe::new)
                .toList();
        transactions.askAll(valid, outcomes -> responder.send(together(ids, outcomes)), responder::fail);
    }

    /** In the order of the request; an empty id is nobody's. */
    private static DescribeTransactionsResponse together(
            List<String> ids, List<Outcome<TransactionAnswer>> outcomesOfValid) {
        List<TransactionState> states = new ArrayList<>();
        int next = 0;
        for (String id : ids) {
            if (id.isEmpty()) {
                states.add(failed(id, ErrorCode.INVALID_REQUEST));
            } else {
                states.add(state(id, outcomesOfValid.get(next)));
                next++;
            }
        }
        return new DescribeTransactionsResponse().transactionStates(states);
    }

    private static TransactionState state(String id, Outcome<TransactionAnswer> outcome) {
        if (outcome instanceof Outcome.Reply<TransactionAnswer> reply) {
            return ((TransactionAnswer.Described) reply.response()).state();
        }
        return failed(
                id,
                outcome instanceof Outcome.Reject<TransactionAnswer> reject
                        ? reject.error()
                        : ErrorCode.UNKNOWN_SERVER_ERROR);
    }

    @Override
    public Optional<DescribeTransactionsResponse> failure(
            RequestContext context, DescribeTransactionsRequest request, ErrorCode error) {
        return Optional.of(new DescribeTransactionsResponse()
                .transactionStates(request.transactionalIds().stream()
                        .map(id -> failed(id, error))
                        .toList()));
    }

    @Override
    public void countErrors(DescribeTransactionsResponse response, ErrorSink errors) {
        response.transactionStates().forEach(state -> errors.error(state.errorCode()));
    }

    private static TransactionState failed(String id, ErrorCode error) {
        return new TransactionState().transactionalId(id).errorCode(error.code());
    }
}
