package io.ottla.broker.api.findcoordinator;

import io.ottla.broker.config.Settings;
import io.ottla.broker.metadata.InternalTopicCreation;
import io.ottla.broker.metadata.NodeAddresses;
import io.ottla.controller.Reply;
import io.ottla.controller.decide.ApiError;
import io.ottla.controller.decide.CreateTopics;
import io.ottla.controller.image.ClusterImage;
import io.ottla.wire.api.ErrorCode;
import java.util.List;
import java.util.Set;

/** The handler in a cluster that has no coordinators and cannot have any. */
public final class NoCoordinators {
    private NoCoordinators() {}

    public static FindCoordinatorHandler handler() {
        return new FindCoordinatorHandler(
                () -> ClusterImage.empty("cluster"),
                new NodeAddresses(1, Set.of()),
                InternalTopicCreation.ofOffsets(NoCoordinators::refuse, 50, (short) 1, 1 << 20),
                InternalTopicCreation.ofTransactions(
                        NoCoordinators::refuse, Settings.builder().build().transactions()));
    }

    private static void refuse(CreateTopics command, Reply<List<CreateTopics.Outcome>> reply) {
        reply.refused(new ApiError(ErrorCode.INVALID_REPLICATION_FACTOR, null));
    }
}
