package io.ottla.controller.decide;

import io.ottla.controller.image.ConfigResource;
import io.ottla.controller.record.VersionedRecord;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.Uuid;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Creates topics. Each succeeds or fails for itself; those that succeed become visible at once.
 *
 * @param topics with different names
 * @param validateOnly only say what would come of it
 */
public record CreateTopics(List<NewTopic> topics, boolean validateOnly) implements Command<List<CreateTopics.Outcome>> {
    /** So many partitions may be asked for at once, whether they can be made or not. */
    static final int PARTITIONS_MAX = 10_000;

    /** In place of a number of partitions, or of replicas: the default. */
    public static final int DEFAULT = -1;

    /**
     * A topic to be made.
     *
     * @param partitions how many, or {@link #DEFAULT}; with {@code assignments} it must be that
     * @param replicationFactor how many replicas of each, or {@link #DEFAULT}; with {@code assignments} it must be that
     * @param assignments the brokers of each partition; empty to leave that to the placement
     * @param configs a value may be null, which is then refused
     */
    public record NewTopic(
            String name,
            int partitions,
            short replicationFactor,
            List<Assignment> assignments,
            Map<String, String> configs) {
        public NewTopic {
            assignments = List.copyOf(assignments);
            configs = Collections.unmodifiableMap(new LinkedHashMap<>(configs));
        }
    }

    /** The brokers of one partition, the preferred leader first. */
    public record Assignment(int partitionId, List<Integer> brokers) {
        public Assignment {
            brokers = List.copyOf(brokers);
        }
    }

    /** What came of one topic. */
    public sealed interface Outcome {
        String name();
    }

    /** The topic was made, or would have been. */
    public record Created(String name, Uuid id, int partitions, short replicationFactor, Map<String, String> configs)
            implements Outcome {}

    public record Failed(String name, ApiError error) implements Outcome {}

    public CreateTopics {
        topics = List.copyOf(topics);
    }

    /** The outcomes are in the order of the topics. */
    @Override
    public Decision<List<Outcome>> decide(DecisionInput input) {
        if (partitionsAskedFor(input) > PARTITIONS_MAX) {
            return Decision.reject(ErrorCode.POLICY_VIOLATION, "Excessively large number of partitions per request.");
        }
        List<VersionedRecord> records = new ArrayList<>();
        List<Outcome> outcomes = new ArrayList<>();
        for (NewTopic topic : topics) {
            outcomes.add(create(topic, input, records));
        }
        return Decision.atomic(validateOnly ? List.of() : records, outcomes);
    }

    private long partitionsAskedFor(DecisionInput input) {
        long total = 0;
        for (NewTopic topic : topics) {
            if (!topic.assignments().isEmpty()) {
                total += topic.assignments().size();
            } else if (topic.partitions() == DEFAULT) {
                total += input.rules().defaultPartitions();
            } else {
                total += Math.max(0, topic.partitions());
            }
        }
        return total;
    }

    private static Outcome create(NewTopic topic, DecisionInput input, List<VersionedRecord> records) {
        Optional<ApiError> badName = TopicNames.validateNew(topic.name(), input.image());
        if (badName.isPresent()) {
            return new Failed(topic.name(), badName.get());
        }
        List<String> nullConfigs = topic.configs().entrySet().stream()
                .filter(config -> config.getValue() == null)
                .map(Map.Entry::getKey)
                .toList();
        if (!nullConfigs.isEmpty()) {
            return new Failed(
                    topic.name(),
                    new ApiError(
                            ErrorCode.INVALID_CONFIG,
                            "Null value not supported for topic configs: " + String.join(",", nullConfigs)));
        }
        ConfigChange configs = ConfigChange.ofNewTopic(ConfigResource.topic(topic.name()), topic.configs(), input);
        if (configs.error().isPresent()) {
            return new Failed(topic.name(), configs.error().get());
        }
        return switch (TopicLayout.of(topic, input)) {
            case TopicLayout.Refused refused -> new Failed(topic.name(), refused.error());
            case TopicLayout.Planned planned -> {
                Uuid id = Ids.random(input.random());
                records.addAll(planned.records(topic.name(), id, configs.records(), input));
                yield new Created(
                        topic.name(),
                        id,
                        planned.partitions().size(),
                        (short) planned.partitions().get(0).replicas().size(),
                        topic.configs());
            }
        };
    }
}
