package io.ottla.broker.coordinator.group.consumer;

import io.ottla.broker.coordinator.group.GroupCommand.Request;
import io.ottla.broker.coordinator.group.GroupEvent;
import io.ottla.broker.coordinator.runtime.Decision;
import io.ottla.wire.io.ApiMessage;
import io.ottla.wire.message.ConsumerGroupHeartbeatRequest;

/** Decides on ConsumerGroupHeartbeat, versions 0 to 1. */
public final class ConsumerGroupHeartbeats {
    private final ConsumerGroups groups;
    private final OtherGroups others;
    private final ConsumerGroupContext context;

    public ConsumerGroupHeartbeats(ConsumerGroups groups, OtherGroups others, ConsumerGroupContext context) {
        this.groups = groups;
        this.others = others;
        this.context = context;
    }

    public Decision<GroupEvent, ApiMessage> decide(Request<ConsumerGroupHeartbeatRequest> request, long nowMs) {
        throw new UnsupportedOperationException(groups.toString() + others + context + request + nowMs);
    }
}
