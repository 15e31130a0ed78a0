package io.ottla.broker.api.listgroups;

import io.ottla.broker.api.GroupRequests;
import io.ottla.broker.coordinator.runtime.Outcome;
import io.ottla.broker.dispatch.ApiHandler;
import io.ottla.broker.dispatch.RequestContext;
import io.ottla.broker.dispatch.Responder;
import io.ottla.wire.api.ApiKey;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.ApiMessage;
import io.ottla.wire.io.WireReader;
import io.ottla.wire.message.ListGroupsRequest;
import io.ottla.wire.message.ListGroupsResponse;
import io.ottla.wire.message.ListGroupsResponse.ListedGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** ListGroups, versions 0 to 5: all groups that this broker coordinates, or those of some states and types. */
public final class ListGroupsHandler implements ApiHandler<ListGroupsRequest, ListGroupsResponse> {
    private final GroupRequests groups;

    public ListGroupsHandler(GroupRequests groups) {
        this.groups = groups;
    }

    @Override
    public ApiKey key() {
        return ApiKey.LIST_GROUPS;
    }

    @Override
    public ListGroupsRequest read(WireReader body, int version) {
        return ListGroupsRequest.read(body, version);
    }

    @Override
    public void handle(RequestContext context, ListGroupsRequest request, Responder<ListGroupsResponse> responder) {
        groups.askEveryone(context, request, outcomes -> responder.send(together(outcomes)), responder::fail);
    }

    /** An incomplete list would be taken for a complete one; only a coordinator that has moved on may be left out. */
    private static ListGroupsResponse together(List<Outcome<ApiMessage>> outcomes) {
        List<ListedGroup> listed = new ArrayList<>();
        for (Outcome<ApiMessage> outcome : outcomes) {
            if (outcome instanceof Outcome.Reply<ApiMessage> reply) {
                listed.addAll(((ListGroupsResponse) reply.response()).groups());
            } else if (outcome instanceof Outcome.Reject<ApiMessage> reject
                    && reject.error() != ErrorCode.NOT_COORDINATOR) {
                return failed(reject.error());
            }
        }
        return new ListGroupsResponse().groups(listed);
    }

    @Override
    public Optional<ListGroupsResponse> failure(RequestContext context, ListGroupsRequest request, ErrorCode error) {
        return Optional.of(failed(error));
    }

    @Override
    public void countErrors(ListGroupsResponse response, ErrorSink errors) {
        errors.error(response.errorCode());
    }

    private static ListGroupsResponse failed(ErrorCode error) {
        return new ListGroupsResponse().errorCode(error.code());
    }
}
