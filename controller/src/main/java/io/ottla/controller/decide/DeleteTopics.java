package io.ottla.controller.decide;

import io.ottla.controller.image.TopicImage;
import io.ottla.controller.record.VersionedRecord;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.Uuid;
import io.ottla.wire.record.metadata.RemoveTopicRecord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Deletes topics, each named or given by its id. Those that can be go at once; the others fail for themselves.
 *
 * @param topics no name and no id twice
 */
public record DeleteTopics(List<Target> topics) implements Command<List<DeleteTopics.Outcome>> {

    /** Which topic. */
    public sealed interface Target {}

    public record ByName(String name) implements Target {}

    public record ById(Uuid id) implements Target {}

    /**
     * What came of one topic.
     *
     * @param name empty when it is not known
     * @param id {@link Uuid#ZERO} when it is not known
     * @param error empty when the topic was deleted
     */
    public record Outcome(Optional<String> name, Uuid id, Optional<ApiError> error) {}

    public DeleteTopics {
        topics = List.copyOf(topics);
    }

    /** The outcomes are in the order of the targets. */
    @Override
    public Decision<List<Outcome>> decide(DecisionInput input) {
        List<VersionedRecord> records = new ArrayList<>();
        List<Outcome> outcomes = new ArrayList<>();
        Set<Uuid> deleted = new HashSet<>();
        for (Target target : topics) {
            TopicImage topic = switch (target) {
                case ByName byName -> input.image().topics().topic(byName.name());
                case ById byId -> input.image().topics().topic(byId.id());
            };
            if (topic == null) {
                outcomes.add(unknown(target));
            } else if (!deleted.add(topic.id())) {
                outcomes.add(new Outcome(
                        Optional.of(topic.name()),
                        topic.id(),
                        Optional.of(new ApiError(
                                ErrorCode.INVALID_REQUEST,
                                "The provided topic name maps to an ID that was already supplied."))));
            } else {
                records.add(new VersionedRecord(new RemoveTopicRecord().topicId(topic.id()), 0));
                outcomes.add(new Outcome(Optional.of(topic.name()), topic.id(), Optional.empty()));
            }
        }
        return Decision.atomic(records, outcomes);
    }

    private static Outcome unknown(Target target) {
        return switch (target) {
            case ByName byName ->
                new Outcome(
                        Optional.of(byName.name()),
                        Uuid.ZERO,
                        Optional.of(new ApiError(
                                ErrorCode.UNKNOWN_TOPIC_OR_PARTITION,
                                "This server does not host this topic-partition.")));
            case ById byId ->
                new Outcome(
                        Optional.empty(),
                        byId.id(),
                        Optional.of(
                                new ApiError(ErrorCode.UNKNOWN_TOPIC_ID, "This server does not host this topic ID.")));
        };
    }
}
