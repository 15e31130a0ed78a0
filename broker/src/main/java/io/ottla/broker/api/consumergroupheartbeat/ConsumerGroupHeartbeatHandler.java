package io.ottla.broker.api.consumergroupheartbeat;

import io.ottla.broker.api.GroupRequests;
import io.ottla.broker.dispatch.ApiHandler;
import io.ottla.broker.dispatch.RequestContext;
import io.ottla.broker.dispatch.Responder;
import io.ottla.wire.api.ApiKey;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.WireReader;
import io.ottla.wire.message.ConsumerGroupHeartbeatRequest;
import io.ottla.wire.message.ConsumerGroupHeartbeatResponse;
import java.util.Optional;

/** ConsumerGroupHeartbeat, versions 0 and 1. */
public final class ConsumerGroupHeartbeatHandler
        implements ApiHandler<ConsumerGroupHeartbeatRequest, ConsumerGroupHeartbeatResponse> {
    private final GroupRequests groups;

    public ConsumerGroupHeartbeatHandler(GroupRequests groups) {
        this.groups = groups;
    }

    @Override
    public ApiKey key() {
        return ApiKey.CONSUMER_GROUP_HEARTBEAT;
    }

    @Override
    public ConsumerGroupHeartbeatRequest read(WireReader body, int version) {
        return ConsumerGroupHeartbeatRequest.read(body, version);
    }

    @Override
    public void handle(
            RequestContext context,
            ConsumerGroupHeartbeatRequest request,
            Responder<ConsumerGroupHeartbeatResponse> responder) {
        groups.ask(
                context,
                request.groupId(),
                request,
                new GroupRequests.Answering<>(
                        ConsumerGroupHeartbeatResponse.class, error -> failed(error), responder::send));
    }

    @Override
    public Optional<ConsumerGroupHeartbeatResponse> failure(
            RequestContext context, ConsumerGroupHeartbeatRequest request, ErrorCode error) {
        return Optional.of(failed(error));
    }

    @Override
    public void countErrors(ConsumerGroupHeartbeatResponse response, ErrorSink errors) {
        errors.error(response.errorCode());
    }

    private static ConsumerGroupHeartbeatResponse failed(ErrorCode error) {
        return new ConsumerGroupHeartbeatResponse().errorCode(error.code());
    }
}
