package io.ottla.broker.api.initproducerid;

import io.ottla.broker.api.TransactionErrors;
import io.ottla.broker.coordinator.runtime.CoordinatorReply;
import io.ottla.broker.coordinator.transaction.ProducerIdAndEpoch;
import io.ottla.broker.coordinator.transaction.ProducerIdSource;
import io.ottla.broker.coordinator.transaction.TransactionAnswer;
import io.ottla.broker.coordinator.transaction.TransactionCommand.InitialiseProducer;
import io.ottla.broker.coordinator.transaction.TransactionCoordinators;
import io.ottla.broker.dispatch.ApiHandler;
import io.ottla.broker.dispatch.RequestContext;
import io.ottla.broker.dispatch.Responder;
import io.ottla.wire.api.ApiKey;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.WireReader;
import io.ottla.wire.message.InitProducerIdRequest;
import io.ottla.wire.message.InitProducerIdResponse;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * InitProducerId, versions 0 to 5. An idempotent producer has a new id at epoch 0 each time, whatever id it had. A
 * transactional id belongs to its coordinator. Transactions that outlive their producers (KIP-939) come with version 6, which
 * is not offered.
 */
public final class InitProducerIdHandler implements ApiHandler<InitProducerIdRequest, InitProducerIdResponse> {
    private static final long NO_PRODUCER_ID = -1;
    private static final short NO_PRODUCER_EPOCH = -1;
    private static final int FIRST_VERSION_WITH_FENCED = 4;

    private final ProducerIdSource ids;
    private final TransactionCoordinators transactions;

    public InitProducerIdHandler(ProducerIdSource ids, TransactionCoordinators transactions) {
        this.ids = ids;
        this.transactions = transactions;
    }

    @Override
    public ApiKey key() {
        return ApiKey.INIT_PRODUCER_ID;
    }

    @Override
    public InitProducerIdRequest read(WireReader body, int version) {
        return InitProducerIdRequest.read(body, version);
    }

    @Override
    public void handle(
            RequestContext context, InitProducerIdRequest request, Responder<InitProducerIdResponse> responder) {
        boolean namesId = request.producerId() != NO_PRODUCER_ID;
        boolean namesEpoch = request.producerEpoch() != NO_PRODUCER_EPOCH;
        if (namesId != namesEpoch) {
            responder.send(failed(ErrorCode.INVALID_REQUEST));
        } else if (request.transactionalId() == null) {
            ids.next(fresh -> responder.send(idempotent(fresh)));
        } else if (request.transactionalId().isEmpty()) {
            responder.send(failed(ErrorCode.INVALID_REQUEST));
        } else {
            InitialiseProducer command = new InitialiseProducer(
                    request.transactionalId(),
                    request.transactionTimeoutMs(),
                    namesId
                            ? Optional.of(new ProducerIdAndEpoch(request.producerId(), request.producerEpoch()))
                            : Optional.empty(),
                    OptionalLong.empty());
            transactions.ask(command, new Answering(context.apiVersion(), responder));
        }
    }

    private static InitProducerIdResponse idempotent(OptionalLong fresh) {
        return fresh.isPresent()
                ? new InitProducerIdResponse().producerId(fresh.getAsLong()).producerEpoch((short) 0)
                // The error that makes producers come again: there is no better one for a controller out of reach.
                : failed(ErrorCode.COORDINATOR_LOAD_IN_PROGRESS);
    }

    private record Answering(short apiVersion, Responder<InitProducerIdResponse> responder)
            implements CoordinatorReply<TransactionAnswer> {
        @Override
        public void reply(TransactionAnswer answer) {
            ProducerIdAndEpoch producer = ((TransactionAnswer.Initialised) answer).producer();
            responder.send(
                    new InitProducerIdResponse().producerId(producer.id()).producerEpoch(producer.epoch()));
        }

        @Override
        public void reject(ErrorCode error) {
            responder.send(failed(TransactionErrors.told(error, apiVersion, FIRST_VERSION_WITH_FENCED)));
        }
    }

    @Override
    public Optional<InitProducerIdResponse> failure(
            RequestContext context, InitProducerIdRequest request, ErrorCode error) {
        return Optional.of(failed(error));
    }

    @Override
    public void countErrors(InitProducerIdResponse response, ErrorSink errors) {
        errors.error(response.errorCode());
    }

    private static InitProducerIdResponse failed(ErrorCode error) {
        return new InitProducerIdResponse()
                .errorCode(error.code())
                .producerId(NO_PRODUCER_ID)
                .producerEpoch(NO_PRODUCER_EPOCH);
    }
}
