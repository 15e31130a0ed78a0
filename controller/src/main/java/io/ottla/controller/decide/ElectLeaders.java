package io.ottla.controller.decide;

import io.ottla.controller.image.PartitionRegistration;
import io.ottla.controller.image.TopicImage;
import io.ottla.wire.api.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Has partitions led by their preferred leader, or, where nobody leads, by whoever is there (KIP-460). Each partition
 * succeeds or fails for itself.
 *
 * @param wanted which ones; empty for all, of which those that need no election are not told
 */
public record ElectLeaders(Kind kind, Optional<List<Wanted>> wanted) implements Command<List<ElectLeaders.Outcome>> {

    /** Who may be elected. */
    public enum Kind {
        /** The first of the replicas, if it is in sync. */
        PREFERRED,
        /** Any replica: what it does not have is lost. */
        UNCLEAN
    }

    /** Partitions of a topic. */
    public record Wanted(String topic, List<Integer> partitions) {}

    /** What came of the elections in a topic. */
    public record Outcome(String topic, List<Result> partitions) {}

    /** @param error why no leader was elected, and empty if one was */
    public record Result(int partition, Optional<ApiError> error) {}

    public ElectLeaders {
        wanted = wanted.map(List::copyOf);
    }

    @Override
    public Decision<List<Outcome>> decide(DecisionInput input) {
        PartitionUpdates updates = new PartitionUpdates(input);
        List<Outcome> outcomes = new ArrayList<>();
        if (wanted.isPresent()) {
            for (Wanted one : wanted.get()) {
                outcomes.add(elect(one, input.image().topics().topic(one.topic()), updates));
            }
        } else {
            input.image().topics().all().forEach(topic -> outcomes.add(electWhereNeeded(topic, updates)));
        }
        return Decision.of(updates.records(), outcomes);
    }

    private Outcome elect(Wanted one, TopicImage topic, PartitionUpdates updates) {
        List<Result> results = new ArrayList<>();
        for (int partition : one.partitions()) {
            Optional<ApiError> error = topic == null
                    ? error(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, "There is no topic " + one.topic() + ".")
                    : elect(topic, partition, updates);
            results.add(new Result(partition, error));
        }
        return new Outcome(one.topic(), results);
    }

    private Outcome electWhereNeeded(TopicImage topic, PartitionUpdates updates) {
        List<Result> results = new ArrayList<>();
        topic.partitions().forEach((id, partition) -> {
            if (isNeeded(partition)) {
                results.add(new Result(id, elect(topic, id, updates)));
            }
        });
        return new Outcome(topic.name(), results);
    }

    private Optional<ApiError> elect(TopicImage topic, int id, PartitionUpdates updates) {
        PartitionRegistration partition = topic.partition(id);
        if (partition == null) {
            return error(
                    ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, "There is no partition " + topic.name() + "-" + id + ".");
        }
        if (!isNeeded(partition)) {
            return error(ErrorCode.ELECTION_NOT_NEEDED, null);
        }
        return switch (kind) {
            case PREFERRED ->
                updates.electPreferred(topic, id)
                        ? Optional.empty()
                        : error(ErrorCode.PREFERRED_LEADER_NOT_AVAILABLE, null);
            case UNCLEAN ->
                updates.electAny(topic, id) ? Optional.empty() : error(ErrorCode.ELIGIBLE_LEADERS_NOT_AVAILABLE, null);
        };
    }

    private boolean isNeeded(PartitionRegistration partition) {
        return switch (kind) {
            case PREFERRED -> partition.leader() != partition.replicas().get(0);
            case UNCLEAN -> !partition.hasLeader();
        };
    }

    private static Optional<ApiError> error(ErrorCode code, String message) {
        return Optional.of(new ApiError(code, message));
    }
}
