package io.ottla.broker.api.syncgroup;

import io.ottla.broker.api.GroupRequests;
import io.ottla.broker.dispatch.ApiHandler;
import io.ottla.broker.dispatch.RequestContext;
import io.ottla.broker.dispatch.Responder;
import io.ottla.wire.api.ApiKey;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.WireReader;
import io.ottla.wire.message.SyncGroupRequest;
import io.ottla.wire.message.SyncGroupResponse;
import java.util.Optional;

/** SyncGroup, versions 0 to 5. Answered when the leader has sent the assignments. */
public final class SyncGroupHandler implements ApiHandler<SyncGroupRequest, SyncGroupResponse> {
    /** From here on a member has to say which protocol it believes was chosen. */
    private static final int FIRST_VERSION_WITH_PROTOCOL = 5;

    private final GroupRequests groups;

    public SyncGroupHandler(GroupRequests groups) {
        this.groups = groups;
    }

    @Override
    public ApiKey key() {
        return ApiKey.SYNC_GROUP;
    }

    @Override
    public SyncGroupRequest read(WireReader body, int version) {
        return SyncGroupRequest.read(body, version);
    }

    @Override
    public void handle(RequestContext context, SyncGroupRequest request, Responder<SyncGroupResponse> responder) {
        boolean named = request.protocolType() != null && request.protocolName() != null;
        if (context.apiVersion() >= FIRST_VERSION_WITH_PROTOCOL && !named) {
            responder.send(failed(ErrorCode.INCONSISTENT_GROUP_PROTOCOL));
            return;
        }
        groups.askNamed(
                context,
                request.groupId(),
                request,
                new GroupRequests.Answering<>(SyncGroupResponse.class, error -> failed(error), responder::send));
    }

    @Override
    public Optional<SyncGroupResponse> failure(RequestContext context, SyncGroupRequest request, ErrorCode error) {
        return Optional.of(failed(error));
    }

    @Override
    public void countErrors(SyncGroupResponse response, ErrorSink errors) {
        errors.error(response.errorCode());
    }

    private static SyncGroupResponse failed(ErrorCode error) {
        return new SyncGroupResponse().errorCode(error.code());
    }
}
