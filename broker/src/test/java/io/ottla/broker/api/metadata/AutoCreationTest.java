package io.ottla.broker.api.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.dispatch.Calls;
import io.ottla.broker.metadata.AutoCreation;
import io.ottla.broker.metadata.NodeAddresses;
import io.ottla.broker.metadata.TestCluster;
import io.ottla.broker.metadata.TopicCreator;
import io.ottla.controller.Reply;
import io.ottla.controller.decide.ApiError;
import io.ottla.controller.decide.CreateTopics;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.message.MetadataRequest;
import io.ottla.wire.message.MetadataRequest.MetadataRequestTopic;
import io.ottla.wire.message.MetadataResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that asks about topics that do not exist gets them, unless someone objects. */
class AutoCreationTest {
    private final TestCluster cluster =
            new TestCluster().broker(1, false, "PLAINTEXT").topic("old", 1, List.of(1));
    private final List<CreateTopics> commands = new ArrayList<>();

    private MetadataResponse call(int version, MetadataRequest request, TopicCreator creator) {
        MetadataHandler handler = new MetadataHandler(
                cluster::image, new NodeAddresses(1, Set.of()), Optional.of(new AutoCreation(creator)));
        return Calls.call(handler, version, request, MetadataResponse::read);
    }

    private static MetadataRequest asking(String... names) {
        return new MetadataRequest()
                .topics(Arrays.stream(names)
                        .map(name -> new MetadataRequestTopic().name(name))
                        .toList());
    }

    private void create(CreateTopics command, Reply<List<CreateTopics.Outcome>> reply) {
        commands.add(command);
        List<CreateTopics.Outcome> outcomes = new ArrayList<>();
        for (CreateTopics.NewTopic topic : command.topics()) {
            cluster.topic(topic.name(), 2, List.of(1));
            outcomes.add(new CreateTopics.Created(topic.name(), TestCluster.idOf(2), 2, (short) 1, Map.of()));
        }
        reply.done(outcomes);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 4, 12, 13})
    void whatIsMissingIsCreatedAndThenShown(int version) {
        MetadataResponse response = call(version, asking("old", "new"), this::create);

        assertThat(commands)
                .singleElement()
                .satisfies(command -> assertThat(command.topics())
                        .extracting(CreateTopics.NewTopic::name)
                        .containsExactly("new"));
        assertThat(response.topics())
                .extracting(topic -> topic.name() + ": " + topic.partitions().size())
                .containsExactlyInAnyOrder("old: 1", "new: 2");
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 13})
    void theClientMayObject(int version) {
        MetadataResponse response = call(version, asking("new").allowAutoTopicCreation(false), this::create);

        assertThat(commands).isEmpty();
        assertThat(response.topics().getFirst().errorCode()).isEqualTo(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION.code());
    }

    @Test
    void nothingIsCreatedWhereNothingIsMissing() {
        call(12, asking("old"), this::create);
        call(12, new MetadataRequest().topics(null), this::create);
        assertThat(commands).isEmpty();
    }

    @Test
    void internalTopicsAreNotCreatedThisWay() {
        MetadataResponse response = call(12, asking("__consumer_offsets"), this::create);

        assertThat(commands).isEmpty();
        assertThat(response.topics().getFirst().errorCode()).isEqualTo(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION.code());
    }

    /** What time may heal must look as if it did, or clients give up. */
    @ParameterizedTest
    @CsvSource({
        "INVALID_REPLICATION_FACTOR, INVALID_REPLICATION_FACTOR",
        "INVALID_TOPIC_EXCEPTION, INVALID_TOPIC_EXCEPTION",
        "TOPIC_ALREADY_EXISTS, UNKNOWN_TOPIC_OR_PARTITION",
        "NOT_CONTROLLER, UNKNOWN_TOPIC_OR_PARTITION",
        "REQUEST_TIMED_OUT, UNKNOWN_TOPIC_OR_PARTITION"
    })
    void whyATopicCouldNotBeCreated(ErrorCode cause, ErrorCode shown) {
        ApiError error = new ApiError(cause, "because");
        TopicCreator failing = (command, reply) -> reply.done(
                List.of(new CreateTopics.Failed(command.topics().getFirst().name(), error)));
        TopicCreator refusing = (command, reply) -> reply.refused(error);

        assertThat(call(12, asking("new"), failing).topics().getFirst().errorCode())
                .isEqualTo(shown.code());
        assertThat(call(12, asking("new"), refusing).topics().getFirst().errorCode())
                .isEqualTo(shown.code());
    }

    @Test
    void oneThatSomebodyElseCreatedMeanwhileIsShown() {
        MetadataResponse response = call(12, asking("new"), (command, reply) -> {
            cluster.topic("new", 3, List.of(1));
            reply.done(List.of(new CreateTopics.Failed("new", new ApiError(ErrorCode.TOPIC_ALREADY_EXISTS, null))));
        });
        assertThat(response.topics().getFirst().errorCode()).isZero();
        assertThat(response.topics().getFirst().partitions()).hasSize(3);
    }
}
