package io.ottla.broker.dispatch;

import io.ottla.wire.api.ApiKey;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.api.VersionRange;
import io.ottla.wire.io.WireReader;
import io.ottla.wire.message.FindCoordinatorRequest;
import io.ottla.wire.message.FindCoordinatorResponse;
import java.util.Optional;
import java.util.function.BiConsumer;

/** A handler for FindCoordinator in versions 1 to 3 that does what the test says. */
final class EchoHandler implements ApiHandler<FindCoordinatorRequest, FindCoordinatorResponse> {
    private final BiConsumer<String, Responder<FindCoordinatorResponse>> behaviour;
    private final boolean canFail;

    EchoHandler(boolean canFail, BiConsumer<String, Responder<FindCoordinatorResponse>> behaviour) {
        this.canFail = canFail;
        this.behaviour = behaviour;
    }

    @Override
    public ApiKey key() {
        return ApiKey.FIND_COORDINATOR;
    }

    @Override
    public VersionRange versions() {
        return new VersionRange(1, 3);
    }

    @Override
    public FindCoordinatorRequest read(WireReader body, int version) {
        return FindCoordinatorRequest.read(body, version);
    }

    @Override
    public void handle(
            RequestContext context, FindCoordinatorRequest request, Responder<FindCoordinatorResponse> responder) {
        behaviour.accept(request.key(), responder);
    }

    @Override
    public Optional<FindCoordinatorResponse> failure(
            RequestContext context, FindCoordinatorRequest request, ErrorCode error) {
        return canFail ? Optional.of(new FindCoordinatorResponse().errorCode(error.code())) : Optional.empty();
    }

    @Override
    public void countErrors(FindCoordinatorResponse response, ErrorSink errors) {
        errors.error(response.errorCode());
    }
}
