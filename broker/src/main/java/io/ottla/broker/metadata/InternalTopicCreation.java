package io.ottla.broker.metadata;

import io.ottla.broker.config.TransactionCoordinatorSettings;
import io.ottla.controller.Reply;
import io.ottla.controller.decide.ApiError;
import io.ottla.controller.decide.CreateTopics;
import io.ottla.controller.decide.CreateTopics.NewTopic;
import io.ottla.wire.api.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates an internal topic when it is needed first. */
public final class InternalTopicCreation {
    private static final Logger LOG = LoggerFactory.getLogger(InternalTopicCreation.class);

    private final TopicCreator creator;
    private final NewTopic topic;

    private InternalTopicCreation(TopicCreator creator, NewTopic topic) {
        this.creator = creator;
        this.topic = topic;
    }

    /** The topic in which group coordinators remember; its batches are packed as the coordinators pack them. */
    public static InternalTopicCreation ofOffsets(
            TopicCreator creator, int partitions, short replicationFactor, int segmentBytes) {
        Map<String, String> configs = Map.of(
                "cleanup.policy", "compact",
                "compression.type", "producer",
                "segment.bytes", Integer.toString(segmentBytes));
        return new InternalTopicCreation(
                creator, new NewTopic("__consumer_offsets", partitions, replicationFactor, List.of(), configs));
    }

    /** The topic in which transaction coordinators remember. A leader that does not know all of it must never be. */
    public static InternalTopicCreation ofTransactions(TopicCreator creator, TransactionCoordinatorSettings settings) {
        Map<String, String> configs = Map.of(
                "cleanup.policy", "compact",
                "compression.type", "uncompressed",
                "min.insync.replicas", Integer.toString(settings.topicMinInSyncReplicas()),
                "segment.bytes", Integer.toString(settings.topicSegmentBytes()),
                "unclean.leader.election.enable", "false");
        return new InternalTopicCreation(
                creator,
                new NewTopic(
                        "__transaction_state",
                        settings.topicPartitions(),
                        settings.topicReplicationFactor(),
                        List.of(),
                        configs));
    }

    public String topic() {
        return topic.name();
    }

    /**
     * Creates the topic and calls {@code done}, maybe on another thread, with the reason why it could not be created. That it
     * exists by now is none.
     */
    public void create(Consumer<Optional<ApiError>> done) {
        creator.create(new CreateTopics(List.of(topic), false), new Reply<>() {
            @Override
            public void done(List<CreateTopics.Outcome> outcomes) {
                if (outcomes.getFirst() instanceof CreateTopics.Failed failed
                        && failed.error().code() != ErrorCode.TOPIC_ALREADY_EXISTS) {
                    refused(failed.error());
                } else {
                    done.accept(Optional.empty());
                }
            }

            @Override
            public void refused(ApiError error) {
                LOG.warn("{} cannot be created: {}", topic.name(), error);
                done.accept(Optional.of(error));
            }
        });
    }
}
