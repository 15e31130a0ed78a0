package io.ottla.controller.decide;

import io.ottla.controller.image.MetadataVersion;
import io.ottla.controller.image.PartitionRegistration;
import io.ottla.controller.image.TopicImage;
import io.ottla.controller.placement.PlacementException;
import io.ottla.controller.record.VersionedRecord;
import io.ottla.wire.api.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Adds partitions to topics. Each topic succeeds or fails for itself; those that succeed do so at once.
 *
 * @param topics with different names
 * @param validateOnly only say what would come of it
 */
public record CreatePartitions(List<Growth> topics, boolean validateOnly)
        implements Command<List<CreatePartitions.Outcome>> {

    /**
     * How a topic is to grow.
     *
     * @param count how many partitions it shall have in the end
     * @param assignments the brokers of each new partition; empty to leave that to the placement
     */
    public record Growth(String topic, int count, Optional<List<List<Integer>>> assignments) {}

    /** @param error empty when the partitions were added */
    public record Outcome(String topic, Optional<ApiError> error) {}

    public CreatePartitions {
        topics = List.copyOf(topics);
    }

    /** The outcomes are in the order of the topics. */
    @Override
    public Decision<List<Outcome>> decide(DecisionInput input) {
        List<VersionedRecord> records = new ArrayList<>();
        List<Outcome> outcomes = new ArrayList<>();
        for (Growth growth : topics) {
            outcomes.add(new Outcome(growth.topic(), grow(growth, input, records)));
        }
        return Decision.atomic(validateOnly ? List.of() : records, outcomes);
    }

    private static Optional<ApiError> grow(Growth growth, DecisionInput input, List<VersionedRecord> records) {
        TopicImage topic = input.image().topics().topic(growth.topic());
        if (topic == null) {
            return Optional.of(new ApiError(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, null));
        }
        Optional<ApiError> error = checkCount(growth, topic);
        if (error.isPresent()) {
            return error;
        }
        TopicLayout layout = growth.assignments().isPresent()
                ? assigned(growth.assignments().get(), topic, input)
                : placed(growth.count(), topic, input);
        return switch (layout) {
            case TopicLayout.Refused refused -> Optional.of(refused.error());
            case TopicLayout.Planned planned -> {
                MetadataVersion version = input.version();
                int id = topic.partitions().size();
                for (PartitionRegistration partition : planned.partitions()) {
                    records.add(new VersionedRecord(
                            partition.toRecord(topic.id(), id, version), version.partitionRecordVersion()));
                    id++;
                }
                yield Optional.empty();
            }
        };
    }

    private static Optional<ApiError> checkCount(Growth growth, TopicImage topic) {
        int current = topic.partitions().size();
        if (growth.count() == current) {
            return error(ErrorCode.INVALID_PARTITIONS, "Topic already has " + current + " partition(s).");
        }
        if (growth.count() < current) {
            return error(
                    ErrorCode.INVALID_PARTITIONS,
                    "The topic " + growth.topic() + " currently has " + current + " partition(s); " + growth.count()
                            + " would not be an increase.");
        }
        int additional = growth.count() - current;
        if (growth.assignments().isPresent() && growth.assignments().get().size() != additional) {
            return error(
                    ErrorCode.INVALID_REPLICA_ASSIGNMENT,
                    "Attempted to add " + additional + " additional partition(s), but only "
                            + growth.assignments().get().size() + " assignment(s) were specified.");
        }
        return Optional.empty();
    }

    private static TopicLayout assigned(List<List<Integer>> brokers, TopicImage topic, DecisionInput input) {
        List<CreateTopics.Assignment> assignments = new ArrayList<>();
        for (List<Integer> replicas : brokers) {
            assignments.add(new CreateTopics.Assignment(topic.partitions().size() + assignments.size(), replicas));
        }
        return TopicLayout.chosen(assignments, OptionalInt.of(replicationFactor(topic)), input);
    }

    private static TopicLayout placed(int count, TopicImage topic, DecisionInput input) {
        int additional = count - topic.partitions().size();
        if (additional > Decision.ATOMIC_RECORDS_MAX) {
            // Refused before so many are placed; the reference refuses them after.
            return new TopicLayout.Refused(Decision.TOO_MANY_RECORDS);
        }
        try {
            return TopicLayout.place(additional, replicationFactor(topic), input);
        } catch (PlacementException e) {
            return new TopicLayout.Refused(new ApiError(ErrorCode.INVALID_REPLICATION_FACTOR, e.getMessage()));
        }
    }

    private static int replicationFactor(TopicImage topic) {
        return topic.partition(0).replicas().size();
    }

    private static Optional<ApiError> error(ErrorCode code, String message) {
        return Optional.of(new ApiError(code, message));
    }
}
