package io.ottla.controller.decide;

import io.ottla.controller.image.BrokerRegistration;
import io.ottla.controller.image.ClusterImage;
import io.ottla.controller.image.DirectoryIds;
import io.ottla.controller.image.NodesImage;
import io.ottla.controller.image.PartitionRegistration;
import io.ottla.controller.image.ReplicaList;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.Uuid;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** New partitions on brokers that were chosen already, by a client or by the placement. */
final class NewPartitions {
    private NewPartitions() {}

    /**
     * What is wrong with the brokers that a client chose for a partition; empty when nothing is.
     *
     * @param replicationFactor what the topic's other partitions have
     */
    static Optional<ApiError> validate(List<Integer> brokers, OptionalInt replicationFactor, ClusterImage image) {
        if (brokers.isEmpty()) {
            return invalid("The manual partition assignment includes an empty replica list.");
        }
        List<Integer> sorted = brokers.stream().sorted().toList();
        int previous = -1;
        for (int broker : sorted) {
            if (image.nodes().broker(broker) == null) {
                return invalid("The manual partition assignment includes broker " + broker
                        + ", but no such broker is registered.");
            }
            if (broker == previous) {
                return invalid("The manual partition assignment includes the broker " + broker + " more than once.");
            }
            previous = broker;
        }
        if (replicationFactor.isPresent() && replicationFactor.getAsInt() != brokers.size()) {
            return invalid("The manual partition assignment includes a partition with " + brokers.size()
                    + " replica(s), but this is not consistent with previous partitions, which have "
                    + replicationFactor.getAsInt() + " replica(s).");
        }
        return Optional.empty();
    }

    /** A partition on these brokers, in sync on those that are active; empty when none is. */
    static Optional<PartitionRegistration> create(ReplicaList replicas, NodesImage nodes) {
        ReplicaList isr = replicas.filter(nodes::isActive);
        if (isr.isEmpty()) {
            return Optional.empty();
        }
        List<Uuid> directories = new ArrayList<>(replicas.size());
        for (int index = 0; index < replicas.size(); index++) {
            BrokerRegistration broker = nodes.broker(replicas.get(index));
            directories.add(broker == null ? DirectoryIds.UNASSIGNED : broker.defaultDirectory());
        }
        return Optional.of(PartitionRegistration.created(replicas, directories, isr));
    }

    static ApiError allFenced(int replicationFactor) {
        return new ApiError(
                ErrorCode.INVALID_REPLICATION_FACTOR,
                "Unable to replicate the partition " + replicationFactor
                        + " time(s): All brokers are currently fenced or in controlled shutdown.");
    }

    static ApiError allChosenFenced(int partitionId) {
        return new ApiError(
                ErrorCode.INVALID_REPLICA_ASSIGNMENT,
                "All brokers specified in the manual partition assignment for partition " + partitionId
                        + " are fenced or in controlled shutdown.");
    }

    private static Optional<ApiError> invalid(String message) {
        return Optional.of(new ApiError(ErrorCode.INVALID_REPLICA_ASSIGNMENT, message));
    }
}
