package io.ottla.broker.api.describegroups;

import io.ottla.broker.api.GroupRequests;
import io.ottla.broker.dispatch.ApiHandler;
import io.ottla.broker.dispatch.RequestContext;
import io.ottla.broker.dispatch.Responder;
import io.ottla.broker.metadata.AuthorizedOperations;
import io.ottla.wire.api.ApiKey;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.WireReader;
import io.ottla.wire.message.DescribeGroupsRequest;
import io.ottla.wire.message.DescribeGroupsResponse;
import io.ottla.wire.message.DescribeGroupsResponse.DescribedGroup;
import java.util.List;
import java.util.Optional;

/** DescribeGroups, versions 0 to 6. Groups of the consumer protocol are not described by this API. */
public final class DescribeGroupsHandler implements ApiHandler<DescribeGroupsRequest, DescribeGroupsResponse> {
    private static final int FIRST_VERSION_WITH_OPERATIONS = 3;

    private final GroupRequests groups;

    public DescribeGroupsHandler(GroupRequests groups) {
        this.groups = groups;
    }

    @Override
    public ApiKey key() {
        return ApiKey.DESCRIBE_GROUPS;
    }

    @Override
    public DescribeGroupsRequest read(WireReader body, int version) {
        return DescribeGroupsRequest.read(body, version);
    }

    @Override
    public void handle(
            RequestContext context, DescribeGroupsRequest request, Responder<DescribeGroupsResponse> responder) {
        boolean withOperations =
                context.apiVersion() >= FIRST_VERSION_WITH_OPERATIONS && request.includeAuthorizedOperations();
        groups.askAll(
                context,
                request.groups().stream()
                        .map(groupId -> new GroupRequests.Part<>(
                                groupId,
                                new DescribeGroupsRequest().groups(List.of(groupId)),
                                error -> failed(groupId, error)))
                        .toList(),
                response -> ((DescribeGroupsResponse) response).groups().getFirst(),
                described -> {
                    if (withOperations) {
                        described.forEach(DescribeGroupsHandler::addOperations);
                    }
                    responder.send(new DescribeGroupsResponse().groups(described));
                },
                responder::fail);
    }

    private static void addOperations(DescribedGroup group) {
        if (group.errorCode() == ErrorCode.NONE.code()) {
            group.authorizedOperations(AuthorizedOperations.ALL_OF_GROUP);
        }
    }

    @Override
    public Optional<DescribeGroupsResponse> failure(
            RequestContext context, DescribeGroupsRequest request, ErrorCode error) {
        return Optional.of(new DescribeGroupsResponse()
                .groups(request.groups().stream()
                        .map(groupId -> failed(groupId, error))
                        .toList()));
    }

    @Override
    public void countErrors(DescribeGroupsResponse response, ErrorSink errors) {
        response.groups().forEach(group -> errors.error(group.errorCode()));
    }

    private static DescribedGroup failed(String groupId, ErrorCode error) {
        return new DescribedGroup().groupId(groupId).errorCode(error.code());
    }
}
