package io.ottla.broker.api.findcoordinator;

import io.ottla.broker.dispatch.ApiHandler;
import io.ottla.broker.dispatch.RequestContext;
import io.ottla.broker.dispatch.Responder;
import io.ottla.wire.api.ApiKey;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.WireReader;
import io.ottla.wire.message.FindCoordinatorRequest;
import io.ottla.wire.message.FindCoordinatorResponse;
import io.ottla.wire.message.FindCoordinatorResponse.Coordinator;
import java.util.Optional;

/**
 * FindCoordinator, versions 0 to 6. There is no coordinator of any kind yet, and that is the answer for every key; clients
 * take it for a passing state and ask again.
 */
public final class FindCoordinatorHandler implements ApiHandler<FindCoordinatorRequest, FindCoordinatorResponse> {
    private static final int FIRST_VERSION_OF_MANY_KEYS = 4;
    private static final int FIRST_VERSION_WITH_SHARE = 6;
    private static final int NO_NODE = -1;

    private static final byte GROUP = 0;
    private static final byte TRANSACTION = 1;
    private static final byte SHARE = 2;

    @Override
    public ApiKey key() {
        return ApiKey.FIND_COORDINATOR;
    }

    @Override
    public FindCoordinatorRequest read(WireReader body, int version) {
        return FindCoordinatorRequest.read(body, version);
    }

    @Override
    public void handle(
            RequestContext context, FindCoordinatorRequest request, Responder<FindCoordinatorResponse> responder) {
        boolean known = switch (request.keyType()) {
            case GROUP, TRANSACTION -> true;
            case SHARE -> context.apiVersion() >= FIRST_VERSION_WITH_SHARE;
            default -> false;
        };
        responder.send(
                answer(context, request, known ? ErrorCode.COORDINATOR_NOT_AVAILABLE : ErrorCode.INVALID_REQUEST));
    }

    @Override
    public Optional<FindCoordinatorResponse> failure(
            RequestContext context, FindCoordinatorRequest request, ErrorCode error) {
        return Optional.of(answer(context, request, error));
    }

    @Override
    public void countErrors(FindCoordinatorResponse response, ErrorSink errors) {
        errors.error(response.errorCode());
        response.coordinators().forEach(coordinator -> errors.error(coordinator.errorCode()));
    }

    private static FindCoordinatorResponse answer(
            RequestContext context, FindCoordinatorRequest request, ErrorCode error) {
        if (context.apiVersion() < FIRST_VERSION_OF_MANY_KEYS) {
            return new FindCoordinatorResponse()
                    .errorCode(error.code())
                    .nodeId(NO_NODE)
                    .port(NO_NODE);
        }
        return new FindCoordinatorResponse()
                .coordinators(request.coordinatorKeys().stream()
                        .map(key -> new Coordinator()
                                .key(key)
                                .errorCode(error.code())
                                .nodeId(NO_NODE)
                                .port(NO_NODE))
                        .toList());
    }
}
