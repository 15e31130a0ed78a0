package io.ottla.broker.api.joingroup;

import io.ottla.broker.api.GroupRequests;
import io.ottla.broker.dispatch.ApiHandler;
import io.ottla.broker.dispatch.RequestContext;
import io.ottla.broker.dispatch.Responder;
import io.ottla.wire.api.ApiKey;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.WireReader;
import io.ottla.wire.message.JoinGroupRequest;
import io.ottla.wire.message.JoinGroupResponse;
import java.util.Optional;

/** JoinGroup, versions 0 to 9. Answered when all members have joined, or their time is up. */
public final class JoinGroupHandler implements ApiHandler<JoinGroupRequest, JoinGroupResponse> {
    /** From here on there may be no name of a protocol. */
    private static final int FIRST_VERSION_WITHOUT_PROTOCOL = 7;

    private final GroupRequests groups;

    public JoinGroupHandler(GroupRequests groups) {
        this.groups = groups;
    }

    @Override
    public ApiKey key() {
        return ApiKey.JOIN_GROUP;
    }

    @Override
    public JoinGroupRequest read(WireReader body, int version) {
        return JoinGroupRequest.read(body, version);
    }

    @Override
    public void handle(RequestContext context, JoinGroupRequest request, Responder<JoinGroupResponse> responder) {
        groups.askNamed(
                context,
                request.groupId(),
                request,
                new GroupRequests.Answering<>(
                        JoinGroupResponse.class,
                        error -> failed(context, request, error),
                        answer -> responder.send(asKnownTo(context, answer))));
    }

    @Override
    public Optional<JoinGroupResponse> failure(RequestContext context, JoinGroupRequest request, ErrorCode error) {
        return Optional.of(failed(context, request, error));
    }

    @Override
    public void countErrors(JoinGroupResponse response, ErrorSink errors) {
        errors.error(response.errorCode());
    }

    /** A refusal names no protocol, which older clients are told as an empty name. */
    private static JoinGroupResponse asKnownTo(RequestContext context, JoinGroupResponse answer) {
        boolean isRefusal = answer.errorCode() != ErrorCode.NONE.code();
        return isRefusal && context.apiVersion() >= FIRST_VERSION_WITHOUT_PROTOCOL ? answer.protocolName(null) : answer;
    }

    private static JoinGroupResponse failed(RequestContext context, JoinGroupRequest request, ErrorCode error) {
        return new JoinGroupResponse()
                .errorCode(error.code())
                .memberId(request.memberId())
                .protocolName(context.apiVersion() >= FIRST_VERSION_WITHOUT_PROTOCOL ? null : "");
    }
}
