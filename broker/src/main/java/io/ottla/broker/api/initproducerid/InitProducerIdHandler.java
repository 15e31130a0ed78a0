package io.ottla.broker.api.initproducerid;

import io.ottla.broker.dispatch.ApiHandler;
import io.ottla.broker.dispatch.RequestContext;
import io.ottla.broker.dispatch.Responder;
import io.ottla.broker.shard.Shard;
import io.ottla.wire.api.ApiKey;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.WireReader;
import io.ottla.wire.message.InitProducerIdRequest;
import io.ottla.wire.message.InitProducerIdResponse;
import java.util.Optional;

/**
 * InitProducerId, versions 0 to 5, for idempotent producers: a new id at epoch 0 each time, whatever id the producer had. A
 * transactional id belongs to its coordinator, which this broker is not for any: the producer is sent to look for it.
 */
public final class InitProducerIdHandler implements ApiHandler<InitProducerIdRequest, InitProducerIdResponse> {
    private static final long NO_PRODUCER_ID = -1;
    private static final short NO_PRODUCER_EPOCH = -1;

    private final Shard owner;
    private final ProducerIdBlocks blocks;
    private final ProducerIds<Responder<InitProducerIdResponse>> ids = new ProducerIds<>();

    /** @param owner the shard whose thread hands out the ids */
    public InitProducerIdHandler(Shard owner, ProducerIdBlocks blocks) {
        this.owner = owner;
        this.blocks = blocks;
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
        ErrorCode error = check(request);
        if (error == ErrorCode.NONE) {
            owner.send(turn -> {
                ids.want(responder);
                serve();
            });
        } else {
            responder.send(failed(error));
        }
    }

    private static ErrorCode check(InitProducerIdRequest request) {
        boolean namesId = request.producerId() != NO_PRODUCER_ID;
        boolean namesEpoch = request.producerEpoch() != NO_PRODUCER_EPOCH;
        if (namesId != namesEpoch) {
            return ErrorCode.INVALID_REQUEST;
        }
        if (request.transactionalId() == null) {
            return ErrorCode.NONE;
        }
        return request.transactionalId().isEmpty() ? ErrorCode.INVALID_REQUEST : ErrorCode.NOT_COORDINATOR;
    }

    /** On the owner's thread. */
    private void serve() {
        for (ProducerIds.Grant<Responder<InitProducerIdResponse>> grant : ids.grants()) {
            grant.to()
                    .send(new InitProducerIdResponse()
                            .producerId(grant.producerId())
                            .producerEpoch((short) 0));
        }
        if (ids.takeRequest()) {
            blocks.allocate(block -> owner.send(turn -> arrived(block)));
        }
    }

    private void arrived(Optional<ProducerIdBlocks.Block> block) {
        if (block.isPresent()) {
            ids.allotted(block.get());
            serve();
        } else {
            // The error that makes producers come again: there is no better one for a controller out of reach.
            ids.refused().forEach(responder -> responder.send(failed(ErrorCode.COORDINATOR_LOAD_IN_PROGRESS)));
        }
    }

    private static InitProducerIdResponse failed(ErrorCode error) {
        return new InitProducerIdResponse()
                .errorCode(error.code())
                .producerId(NO_PRODUCER_ID)
                .producerEpoch(NO_PRODUCER_EPOCH);
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
}
