package io.ottla.broker.api.endtxn;

import io.ottla.broker.api.TransactionErrors;
import io.ottla.broker.coordinator.runtime.CoordinatorReply;
import io.ottla.broker.coordinator.transaction.TransactionAnswer;
import io.ottla.broker.coordinator.transaction.TransactionCommand.EndTransaction;
import io.ottla.broker.coordinator.transaction.TransactionCoordinators;
import io.ottla.broker.coordinator.transaction.TransactionVersion;
import io.ottla.broker.coordinator.transaction.TransactionalProducer;
import io.ottla.broker.dispatch.ApiHandler;
import io.ottla.broker.dispatch.RequestContext;
import io.ottla.broker.dispatch.Responder;
import io.ottla.wire.api.ApiKey;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.WireReader;
import io.ottla.wire.message.EndTxnRequest;
import io.ottla.wire.message.EndTxnResponse;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * EndTxn, versions 0 to 5. From version 5 on the client has an epoch per transaction, and is told the one to go on with. The
 * answer comes when the outcome is decided for good; the markers that make it seen follow.
 */
public final class EndTxnHandler implements ApiHandler<EndTxnRequest, EndTxnResponse> {
    private static final int FIRST_VERSION_WITH_FENCED = 2;

    private final TransactionCoordinators transactions;

    public EndTxnHandler(TransactionCoordinators transactions) {
        this.transactions = transactions;
    }

    @Override
    public ApiKey key() {
        return ApiKey.END_TXN;
    }

    @Override
    public EndTxnRequest read(WireReader body, int version) {
        return EndTxnRequest.read(body, version);
    }

    @Override
    public void handle(RequestContext context, EndTxnRequest request, Responder<EndTxnResponse> responder) {
        if (request.transactionalId().isEmpty()) {
            responder.send(failed(ErrorCode.INVALID_REQUEST));
            return;
        }
        TransactionalProducer producer =
                new TransactionalProducer(request.transactionalId(), request.producerId(), request.producerEpoch());
        EndTransaction command = new EndTransaction(
                producer, request.committed(), TransactionVersion.ofEndTxn(context.apiVersion()), OptionalLong.empty());
        transactions.ask(command, new Answering(context.apiVersion(), responder));
    }

    private record Answering(short apiVersion, Responder<EndTxnResponse> responder)
            implements CoordinatorReply<TransactionAnswer> {
        @Override
        public void reply(TransactionAnswer answer) {
            TransactionAnswer.Ended ended = (TransactionAnswer.Ended) answer;
            responder.send(new EndTxnResponse()
                    .producerId(ended.next().id())
                    .producerEpoch(ended.next().epoch()));
        }

        @Override
        public void reject(ErrorCode error) {
            responder.send(failed(TransactionErrors.told(neverUnknown(error), apiVersion, FIRST_VERSION_WITH_FENCED)));
        }
    }

    /** Of an unknown error a client could not tell whether it has committed. It is to ask again, and be told. */
    private static ErrorCode neverUnknown(ErrorCode error) {
        return error == ErrorCode.UNKNOWN_SERVER_ERROR ? ErrorCode.COORDINATOR_NOT_AVAILABLE : error;
    }

    @Override
    public Optional<EndTxnResponse> failure(RequestContext context, EndTxnRequest request, ErrorCode error) {
        return Optional.of(failed(neverUnknown(error)));
    }

    @Override
    public void countErrors(EndTxnResponse response, ErrorSink errors) {
        errors.error(response.errorCode());
    }

    private static EndTxnResponse failed(ErrorCode error) {
        return new EndTxnResponse().errorCode(error.code());
    }
}
