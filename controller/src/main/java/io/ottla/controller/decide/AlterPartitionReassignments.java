package io.ottla.controller.decide;

import io.ottla.controller.image.BrokerRegistration;
import io.ottla.controller.image.DirectoryIds;
import io.ottla.controller.image.PartitionRegistration;
import io.ottla.controller.image.ReplicaList;
import io.ottla.controller.image.TopicImage;
import io.ottla.controller.record.VersionedRecord;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.Uuid;
import io.ottla.wire.record.metadata.PartitionChangeRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Gives partitions to other brokers, as far as that needs no copying: replicas may be put in another order, and taken away.
 * Each partition succeeds or fails for itself. To bring a replica to a broker that has none is refused.
 *
 * @param allowReplicationFactorChange whether a partition may have more or fewer replicas than before
 */
public record AlterPartitionReassignments(List<Target> targets, boolean allowReplicationFactorChange)
        implements Command<List<Optional<ApiError>>> {

    /** @param replicas where the partition is to be, the preferred leader first; empty to call a reassignment off */
    public record Target(String topic, int partition, Optional<List<Integer>> replicas) {}

    public AlterPartitionReassignments {
        targets = List.copyOf(targets);
    }

    /** What is wrong with each target, in their order; empty where nothing is. */
    @Override
    public Decision<List<Optional<ApiError>>> decide(DecisionInput input) {
        List<VersionedRecord> records = new ArrayList<>();
        List<Optional<ApiError>> outcomes = new ArrayList<>();
        targets.forEach(target -> outcomes.add(alter(target, input, records)));
        return Decision.atomic(records, outcomes);
    }

    private Optional<ApiError> alter(Target target, DecisionInput input, List<VersionedRecord> records) {
        TopicImage topic = input.image().topics().topic(target.topic());
        if (topic == null) {
            return error(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, "Unable to find a topic named " + target.topic() + ".");
        }
        PartitionRegistration partition = topic.partition(target.partition());
        if (partition == null) {
            return error(
                    ErrorCode.UNKNOWN_TOPIC_OR_PARTITION,
                    "Unable to find partition " + target.topic() + ":" + target.partition() + ".");
        }
        if (target.replicas().isEmpty()) {
            return error(ErrorCode.NO_REASSIGNMENT_IN_PROGRESS, "No partition reassignment is in progress.");
        }
        List<Integer> wanted = target.replicas().get();
        int current = partition.replicas().size();
        if (!allowReplicationFactorChange && wanted.size() != current) {
            return error(
                    ErrorCode.INVALID_REPLICATION_FACTOR,
                    "The replication factor is changed from " + current + " to " + wanted.size());
        }
        Optional<ApiError> invalid = NewPartitions.validate(wanted, OptionalInt.empty(), input.image());
        if (invalid.isPresent()) {
            return invalid;
        }
        ReplicaList replicas = ReplicaList.from(wanted);
        ReplicaList inSync = partition.isr().filter(replicas::contains);
        if (!partition.replicas().containsAll(replicas) || inSync.isEmpty()) {
            return error(
                    ErrorCode.INVALID_REPLICA_ASSIGNMENT,
                    "Replicas cannot be brought to brokers that have none in sync: there is one broker.");
        }
        if (!replicas.equals(partition.replicas())) {
            records.add(new VersionedRecord(
                    change(partition, replicas, inSync, input)
                            .topicId(topic.id())
                            .partitionId(target.partition()),
                    input.version().partitionRecordVersion()));
        }
        return Optional.empty();
    }

    private static PartitionChangeRecord change(
            PartitionRegistration partition, ReplicaList replicas, ReplicaList inSync, DecisionInput input) {
        PartitionChangeRecord change = new PartitionChangeRecord().replicas(replicas.toList());
        if (input.version().hasDirectoryAssignment()) {
            change.directories(directories(partition, replicas, input));
        }
        if (!inSync.equals(partition.isr())) {
            change.isr(inSync.toList());
        }
        if (partition.hasLeader() && !replicas.contains(partition.leader())) {
            ReplicaList active = inSync.filter(input.image().nodes()::isActive);
            change.leader(active.isEmpty() ? PartitionRegistration.NO_LEADER : active.get(0));
        }
        ReplicaList eligible = partition.elr().filter(replicas::contains);
        if (!eligible.equals(partition.elr())) {
            change.eligibleLeaderReplicas(eligible.toList());
        }
        return change;
    }

    private static List<Uuid> directories(PartitionRegistration partition, ReplicaList replicas, DecisionInput input) {
        List<Uuid> directories = new ArrayList<>();
        for (int replica : replicas.toList()) {
            BrokerRegistration broker = input.image().nodes().broker(replica);
            Uuid known = partition.directoryOf(replica);
            boolean isNamed = !known.equals(DirectoryIds.MIGRATING) && !known.equals(DirectoryIds.UNASSIGNED);
            directories.add(isNamed || broker == null ? known : broker.defaultDirectory());
        }
        return directories;
    }

    private static Optional<ApiError> error(ErrorCode code, String message) {
        return Optional.of(new ApiError(code, message));
    }
}
