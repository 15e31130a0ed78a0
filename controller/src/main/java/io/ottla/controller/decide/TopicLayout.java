package io.ottla.controller.decide;

import io.ottla.controller.image.MetadataVersion;
import io.ottla.controller.image.PartitionRegistration;
import io.ottla.controller.image.ReplicaList;
import io.ottla.controller.placement.PlacementException;
import io.ottla.controller.placement.StripedPlacement;
import io.ottla.controller.record.VersionedRecord;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.Uuid;
import io.ottla.wire.record.metadata.TopicRecord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/** The partitions that a new topic gets, or why it cannot have them. */
sealed interface TopicLayout {

    /** @param partitions by partition id */
    record Planned(List<PartitionRegistration> partitions) implements TopicLayout {

        /** The topic's records: the topic, its configurations, its partitions. */
        List<VersionedRecord> records(String name, Uuid id, List<VersionedRecord> configs, DecisionInput input) {
            MetadataVersion version = input.version();
            List<VersionedRecord> records = new ArrayList<>(1 + configs.size() + partitions.size());
            records.add(new VersionedRecord(new TopicRecord().name(name).topicId(id), 0));
            records.addAll(configs);
            for (int index = 0; index < partitions.size(); index++) {
                records.add(new VersionedRecord(
                        partitions.get(index).toRecord(id, index, version), version.partitionRecordVersion()));
            }
            return records;
        }
    }

    record Refused(ApiError error) implements TopicLayout {}

    static TopicLayout of(CreateTopics.NewTopic topic, DecisionInput input) {
        return topic.assignments().isEmpty() ? placed(topic, input) : assigned(topic, input);
    }

    private static TopicLayout placed(CreateTopics.NewTopic topic, DecisionInput input) {
        if (topic.replicationFactor() < CreateTopics.DEFAULT || topic.replicationFactor() == 0) {
            return refuse(
                    ErrorCode.INVALID_REPLICATION_FACTOR,
                    "Replication factor must be larger than 0, or -1 to use the default value.");
        }
        if (topic.partitions() < CreateTopics.DEFAULT || topic.partitions() == 0) {
            return refuse(
                    ErrorCode.INVALID_PARTITIONS, "Number of partitions was set to an invalid non-positive value.");
        }
        int count = topic.partitions() == CreateTopics.DEFAULT ? input.rules().defaultPartitions() : topic.partitions();
        int replicationFactor = topic.replicationFactor() == CreateTopics.DEFAULT
                ? input.rules().defaultReplicationFactor()
                : topic.replicationFactor();
        try {
            return place(count, replicationFactor, input);
        } catch (PlacementException e) {
            return refuse(
                    ErrorCode.INVALID_REPLICATION_FACTOR,
                    "Unable to replicate the partition " + replicationFactor + " time(s): " + e.getMessage());
        }
    }

    private static TopicLayout assigned(CreateTopics.NewTopic topic, DecisionInput input) {
        if (topic.replicationFactor() != CreateTopics.DEFAULT) {
            return refuse(
                    ErrorCode.INVALID_REQUEST,
                    "A manual partition assignment was specified, but replication factor was not set to -1.");
        }
        if (topic.partitions() != CreateTopics.DEFAULT) {
            return refuse(
                    ErrorCode.INVALID_REQUEST,
                    "A manual partition assignment was specified, but numPartitions was not set to -1.");
        }
        Set<Integer> ids = new HashSet<>();
        for (CreateTopics.Assignment assignment : topic.assignments()) {
            if (!ids.add(assignment.partitionId())) {
                return refuse(
                        ErrorCode.INVALID_REPLICA_ASSIGNMENT,
                        "Found multiple manual partition assignments for partition " + assignment.partitionId());
            }
        }
        TopicLayout layout = chosen(topic.assignments(), OptionalInt.empty(), input);
        boolean consecutive = Collections.min(ids) == 0 && Collections.max(ids) == ids.size() - 1;
        if (layout instanceof Planned && !consecutive) {
            return refuse(
                    ErrorCode.INVALID_REPLICA_ASSIGNMENT,
                    "partitions should be a consecutive 0-based integer sequence");
        }
        return layout;
    }

    /** So many partitions where the placement puts them. */
    static TopicLayout place(int count, int replicationFactor, DecisionInput input) throws PlacementException {
        List<PartitionRegistration> partitions = new ArrayList<>(count);
        for (ReplicaList replicas :
                StripedPlacement.place(UsableBrokers.of(input), count, replicationFactor, input.random())) {
            Optional<PartitionRegistration> partition =
                    NewPartitions.create(replicas, input.image().nodes());
            if (partition.isEmpty()) {
                return new Refused(NewPartitions.allFenced(replicationFactor));
            }
            partitions.add(partition.get());
        }
        return new Planned(partitions);
    }

    /**
     * Partitions where a client wants them.
     *
     * @param assignments no partition twice
     * @param replicationFactor what the topic's other partitions have; empty when there are none
     */
    static TopicLayout chosen(
            List<CreateTopics.Assignment> assignments, OptionalInt replicationFactor, DecisionInput input) {
        TreeMap<Integer, PartitionRegistration> partitions = new TreeMap<>();
        OptionalInt required = replicationFactor;
        for (CreateTopics.Assignment assignment : assignments) {
            Optional<ApiError> error = NewPartitions.validate(assignment.brokers(), required, input.image());
            if (error.isPresent()) {
                return new Refused(error.get());
            }
            required = OptionalInt.of(assignment.brokers().size());
            Optional<PartitionRegistration> partition = NewPartitions.create(
                    ReplicaList.from(assignment.brokers()), input.image().nodes());
            if (partition.isEmpty()) {
                return new Refused(NewPartitions.allChosenFenced(assignment.partitionId()));
            }
            partitions.put(assignment.partitionId(), partition.get());
        }
        return new Planned(new ArrayList<>(partitions.values()));
    }

    private static TopicLayout refuse(ErrorCode code, String message) {
        return new Refused(new ApiError(code, message));
    }
}
