package io.ottla.broker.api.consumergroupdescribe;

import io.ottla.broker.api.GroupRequests;
import io.ottla.broker.dispatch.ApiHandler;
import io.ottla.broker.dispatch.RequestContext;
import io.ottla.broker.dispatch.Responder;
import io.ottla.broker.metadata.AuthorizedOperations;
import io.ottla.wire.api.ApiKey;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.WireReader;
import io.ottla.wire.message.ConsumerGroupDescribeRequest;
import io.ottla.wire.message.ConsumerGroupDescribeResponse;
import io.ottla.wire.message.ConsumerGroupDescribeResponse.DescribedGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** ConsumerGroupDescribe, versions 0 and 1. */
public final class ConsumerGroupDescribeHandler
        implements ApiHandler<ConsumerGroupDescribeRequest, ConsumerGroupDescribeResponse> {
    private final GroupRequests groups;

    public ConsumerGroupDescribeHandler(GroupRequests groups) {
        this.groups = groups;
    }

    @Override
    public ApiKey key() {
        return ApiKey.CONSUMER_GROUP_DESCRIBE;
    }

    @Override
    public ConsumerGroupDescribeRequest read(WireReader body, int version) {
        return ConsumerGroupDescribeRequest.read(body, version);
    }

    @Override
    public void handle(
            RequestContext context,
            ConsumerGroupDescribeRequest request,
            Responder<ConsumerGroupDescribeResponse> responder) {
        List<DescribedGroup> all = new ArrayList<>();
        List<GroupRequests.Part<DescribedGroup>> parts = new ArrayList<>();
        for (String groupId : request.groupIds()) {
            if (groupId.isEmpty()) {
                all.add(failed(groupId, ErrorCode.INVALID_GROUP_ID));
            } else {
                parts.add(new GroupRequests.Part<>(
                        groupId,
                        new ConsumerGroupDescribeRequest().groupIds(List.of(groupId)),
                        error -> failed(groupId, error)));
            }
        }
        groups.askAll(
                context,
                parts,
                response -> ((ConsumerGroupDescribeResponse) response).groups().getFirst(),
                described -> {
                    all.addAll(described);
                    if (request.includeAuthorizedOperations()) {
                        all.forEach(ConsumerGroupDescribeHandler::addOperations);
                    }
                    responder.send(new ConsumerGroupDescribeResponse().groups(all));
                },
                responder::fail);
    }

    private static void addOperations(DescribedGroup group) {
        if (group.errorCode() == ErrorCode.NONE.code()) {
            group.authorizedOperations(AuthorizedOperations.ALL_OF_GROUP);
        }
    }

    @Override
    public Optional<ConsumerGroupDescribeResponse> failure(
            RequestContext context, ConsumerGroupDescribeRequest request, ErrorCode error) {
        return Optional.of(new ConsumerGroupDescribeResponse()
                .groups(request.groupIds().stream()
                        .map(groupId -> failed(groupId, error))
                        .toList()));
    }

    @Override
    public void countErrors(ConsumerGroupDescribeResponse response, ErrorSink errors) {
        response.groups().forEach(group -> errors.error(group.errorCode()));
    }

    private static DescribedGroup failed(String groupId, ErrorCode error) {
        return new DescribedGroup().groupId(groupId).errorCode(error.code());
    }
}
