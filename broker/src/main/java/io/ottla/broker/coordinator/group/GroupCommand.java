package io.ottla.broker.coordinator.group;

import io.ottla.wire.io.ApiMessage;

/** What the group coordinator is asked. */
public interface GroupCommand {

    /**
     * A client's request.
     *
     * @param message the request as it was sent; where one request names several groups, the part about one of them
     */
    record Request<Q extends ApiMessage>(Caller caller, Q message) implements GroupCommand {}

    /** What happens of itself, by a timer or because the cluster has changed. */
    interface Internal extends GroupCommand {}

    /** Who asks. */
    record Caller(String clientId, String clientHost, short apiVersion) {}
}
