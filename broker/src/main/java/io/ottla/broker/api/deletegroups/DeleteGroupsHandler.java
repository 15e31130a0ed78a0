package io.ottla.broker.api.deletegroups;

import io.ottla.broker.api.GroupRequests;
import io.ottla.broker.dispatch.ApiHandler;
import io.ottla.broker.dispatch.RequestContext;
import io.ottla.broker.dispatch.Responder;
import io.ottla.wire.api.ApiKey;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.WireReader;
import io.ottla.wire.message.DeleteGroupsRequest;
import io.ottla.wire.message.DeleteGroupsResponse;
import io.ottla.wire.message.DeleteGroupsResponse.DeletableGroupResult;
import java.util.List;
import java.util.Optional;

/** DeleteGroups, versions 0 to 2. Each group goes, or stays, for itself. */
public final class DeleteGroupsHandler implements ApiHandler<DeleteGroupsRequest, DeleteGroupsResponse> {
    private final GroupRequests groups;

    public DeleteGroupsHandler(GroupRequests groups) {
        this.groups = groups;
    }

    @Override
    public ApiKey key() {
        return ApiKey.DELETE_GROUPS;
    }

    @Override
    public DeleteGroupsRequest read(WireReader body, int version) {
        return DeleteGroupsRequest.read(body, version);
    }

    @Override
    public void handle(RequestContext context, DeleteGroupsRequest request, Responder<DeleteGroupsResponse> responder) {
        groups.askAll(
                context,
                request.groupsNames().stream()
                        .distinct()
                        .map(groupId -> new GroupRequests.Part<>(
                                groupId,
                                new DeleteGroupsRequest().groupsNames(List.of(groupId)),
                                error -> failed(groupId, error)))
                        .toList(),
                response -> ((DeleteGroupsResponse) response).results().getFirst(),
                results -> responder.send(new DeleteGroupsResponse().results(results)),
                responder::fail);
    }

    @Override
    public Optional<DeleteGroupsResponse> failure(
            RequestContext context, DeleteGroupsRequest request, ErrorCode error) {
        return Optional.of(new DeleteGroupsResponse()
                .results(request.groupsNames().stream()
                        .distinct()
                        .map(groupId -> failed(groupId, error))
                        .toList()));
    }

    @Override
    public void countErrors(DeleteGroupsResponse response, ErrorSink errors) {
        response.results().forEach(result -> errors.error(result.errorCode()));
    }

    private static DeletableGroupResult failed(String groupId, ErrorCode error) {
        return new DeletableGroupResult().groupId(groupId).errorCode(error.code());
    }
}
