package io.ottla.broker.coordinator.group;

import io.ottla.controller.configdef.BrokerConfigs;
import io.ottla.controller.image.ClusterImage;
import io.ottla.controller.image.ImageDelta;
import io.ottla.wire.io.ApiMessage;
import io.ottla.wire.io.Uuid;
import io.ottla.wire.message.TxnOffsetCommitRequest;
import java.util.Map;
import java.util.Optional;

/** What the group coordinator is asked. */
public interface GroupCommand {

    /**
     * A client's request.
     *
     * @param message the request as it was sent; where one request names several groups, the part about one of them
     */
    record Request<Q extends ApiMessage>(Caller caller, Q message) implements GroupCommand {}

    /**
     * TxnOffsetCommit: the offsets are to be part of a transaction.
     *
     * @param topicIds the ids of the request's topics, which it knows by name
     */
    record TransactionalCommit(Caller caller, TxnOffsetCommitRequest request, Map<String, Uuid> topicIds)
            implements GroupCommand {}

    /** What happens of itself, by a timer or because the cluster has changed. */
    interface Internal extends GroupCommand {}

    /**
     * The cluster, or the broker's configuration, has changed; or this is how both are, right after loading.
     *
     * @param delta what differs from what was told before; empty when nothing was
     */
    record ClusterChanged(ClusterImage image, Optional<ImageDelta> delta, BrokerConfigs configs) implements Internal {}

    /** Who asks. */
    record Caller(String clientId, String clientHost, short apiVersion) {}
}
