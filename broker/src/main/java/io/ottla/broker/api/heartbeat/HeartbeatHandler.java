package io.ottla.broker.api.heartbeat;

import io.ottla.broker.api.GroupRequests;
import io.ottla.broker.dispatch.ApiHandler;
import io.ottla.broker.dispatch.RequestContext;
import io.ottla.broker.dispatch.Responder;
import io.ottla.wire.api.ApiKey;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.WireReader;
import io.ottla.wire.message.HeartbeatRequest;
import io.ottla.wire.message.HeartbeatResponse;
import java.util.Optional;

/** Heartbeat, versions 0 to 4. */
public final class HeartbeatHandler implements ApiHandler<HeartbeatRequest, HeartbeatResponse> {
    private final GroupRequests groups;

    public HeartbeatHandler(GroupRequests groups) {
        this.groups = groups;
    }

    @Override
    public ApiKey key() {
        return ApiKey.HEARTBEAT;
    }

    @Override
    public HeartbeatRequest read(WireReader body, int version) {
        return HeartbeatRequest.read(body, version);
    }

    @Override
    public void handle(RequestContext context, HeartbeatRequest request, Responder<HeartbeatResponse> responder) {
        groups.askNamed(
                context,
                request.groupId(),
                request,
                new GroupRequests.Answering<>(HeartbeatResponse.class, error -> refused(error), responder::send));
    }

    @Override
    public Optional<HeartbeatResponse> failure(RequestContext context, HeartbeatRequest request, ErrorCode error) {
        return Optional.of(failed(error));
    }

    @Override
    public void countErrors(HeartbeatResponse response, ErrorSink errors) {
        errors.error(response.errorCode());
    }

    /** While the groups are being loaded nobody knows better than the member itself whether it is one. */
    private static HeartbeatResponse refused(ErrorCode error) {
        return failed(error == ErrorCode.COORDINATOR_LOAD_IN_PROGRESS ? ErrorCode.NONE : error);
    }

    private static HeartbeatResponse failed(ErrorCode error) {
        return new HeartbeatResponse().errorCode(error.code());
    }
}
