package io.ottla.broker.api.leavegroup;

import io.ottla.broker.api.GroupRequests;
import io.ottla.broker.dispatch.ApiHandler;
import io.ottla.broker.dispatch.RequestContext;
import io.ottla.broker.dispatch.Responder;
import io.ottla.wire.api.ApiKey;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.WireReader;
import io.ottla.wire.message.LeaveGroupRequest;
import io.ottla.wire.message.LeaveGroupResponse;
import java.util.Optional;

/** LeaveGroup, versions 0 to 5: one member, or from version 3 on several. */
public final class LeaveGroupHandler implements ApiHandler<LeaveGroupRequest, LeaveGroupResponse> {
    private final GroupRequests groups;

    public LeaveGroupHandler(GroupRequests groups) {
        this.groups = groups;
    }

    @Override
    public ApiKey key() {
        return ApiKey.LEAVE_GROUP;
    }

    @Override
    public LeaveGroupRequest read(WireReader body, int version) {
        return LeaveGroupRequest.read(body, version);
    }

    @Override
    public void handle(RequestContext context, LeaveGroupRequest request, Responder<LeaveGroupResponse> responder) {
        groups.askNamed(
                context,
                request.groupId(),
                request,
                new GroupRequests.Answering<>(LeaveGroupResponse.class, error -> failed(error), responder::send));
    }

    @Override
    public Optional<LeaveGroupResponse> failure(RequestContext context, LeaveGroupRequest request, ErrorCode error) {
        return Optional.of(failed(error));
    }

    @Override
    public void countErrors(LeaveGroupResponse response, ErrorSink errors) {
        errors.error(response.errorCode());
        response.members().forEach(member -> errors.error(member.errorCode()));
    }

    private static LeaveGroupResponse failed(ErrorCode error) {
        return new LeaveGroupResponse().errorCode(error.code());
    }
}
