package io.ottla.broker.api.findcoordinator;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.config.Settings;
import io.ottla.broker.metadata.InternalTopicCreation;
import io.ottla.broker.metadata.NodeAddresses;
import io.ottla.broker.partition.SimulatedBroker;
import io.ottla.controller.Reply;
import io.ottla.controller.decide.ApiError;
import io.ottla.controller.decide.CreateTopics;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.Uuid;
import io.ottla.wire.message.FindCoordinatorRequest;
import io.ottla.wire.message.FindCoordinatorResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FindCoordinatorHandlerTest {
    private final SimulatedBroker broker = SimulatedBroker.start(1);
    private final List<CreateTopics> created = new ArrayList<>();
    private final FindCoordinatorHandler handler = handler(true);

    private FindCoordinatorHandler handler(boolean creates) {
        return new FindCoordinatorHandler(
                () -> broker.service.views().current().image(),
                new NodeAddresses(SimulatedBroker.NODE_ID, Set.of()),
                InternalTopicCreation.ofOffsets(
                        (command, reply) -> create(command, reply, creates), 50, (short) 1, 1 << 20),
                InternalTopicCreation.ofTransactions(
                        (command, reply) -> create(command, reply, creates),
                        Settings.builder().build().transactions()));
    }

    private void create(CreateTopics command, Reply<List<CreateTopics.Outcome>> reply, boolean succeeds) {
        created.add(command);
        if (succeeds) {
            CreateTopics.NewTopic topic = command.topics().getFirst();
            Uuid id = broker.createTopic(topic.name(), topic.partitions());
            reply.done(List.of(new CreateTopics.Created(
                    topic.name(), id, topic.partitions(), topic.replicationFactor(), topic.configs())));
        } else {
            reply.refused(new ApiError(ErrorCode.INVALID_REPLICATION_FACTOR, "too few brokers"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void aGroupHasItsCoordinator(int version) {
        FindCoordinatorResponse response = broker.call(handler, version, new FindCoordinatorRequest().key("group"));

        assertThat(response.errorCode()).isZero();
        assertThat(response.nodeId()).isEqualTo(SimulatedBroker.NODE_ID);
        assertThat(response.host() + ":" + response.port()).isEqualTo("broker.test:9092");
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5, 6})
    void everyKeyIsAnswered(int version) {
        FindCoordinatorRequest request = new FindCoordinatorRequest().coordinatorKeys(List.of("one", "", "two"));

        FindCoordinatorResponse response = broker.call(handler, version, request);

        assertThat(response.coordinators())
                .extracting(found -> found.key() + ": " + ErrorCode.forCode(found.errorCode()) + " " + found.nodeId())
                .containsExactly("one: NONE 1", ": NONE 1", "two: NONE 1");
    }

    @Test
    void theTopicIsCreatedOnceAndAsItHasToBe() {
        broker.call(handler, 0, new FindCoordinatorRequest().key("one"));
        broker.call(handler, 0, new FindCoordinatorRequest().key("two"));

        CreateTopics.NewTopic topic = created.getFirst().topics().getFirst();
        assertThat(created).hasSize(1);
        assertThat(topic.name()).isEqualTo("__consumer_offsets");
        assertThat(topic.partitions()).isEqualTo(50);
        assertThat(topic.configs())
                .isEqualTo(Map.of(
                        "cleanup.policy", "compact", "compression.type", "producer", "segment.bytes", "1048576"));
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5, 6})
    void aTransactionalIdHasItsCoordinator(int version) {
        FindCoordinatorRequest request =
                new FindCoordinatorRequest().keyType((byte) 1).coordinatorKeys(List.of("transfer"));

        FindCoordinatorResponse response = broker.call(handler, version, request);

        assertThat(response.coordinators())
                .extracting(found -> found.key() + ": " + ErrorCode.forCode(found.errorCode()) + " " + found.nodeId())
                .containsExactly("transfer: NONE 1");
        CreateTopics.NewTopic topic = created.getFirst().topics().getFirst();
        assertThat(topic.name()).isEqualTo("__transaction_state");
        assertThat(topic.configs())
                .isEqualTo(Map.of(
                        "cleanup.policy", "compact",
                        "compression.type", "uncompressed",
                        "min.insync.replicas", "1",
                        "segment.bytes", "104857600",
                        "unclean.leader.election.enable", "false"));
    }

    @Test
    void withoutTheTopicThereIsNoCoordinator() {
        FindCoordinatorResponse response = broker.call(handler(false), 0, new FindCoordinatorRequest().key("group"));

        assertThat(ErrorCode.forCode(response.errorCode())).isEqualTo(ErrorCode.COORDINATOR_NOT_AVAILABLE);
        assertThat(response.nodeId()).isEqualTo(-1);
    }

    @ParameterizedTest
    @CsvSource({"5, 2, INVALID_REQUEST", "6, 2, COORDINATOR_NOT_AVAILABLE", "6, 3, INVALID_REQUEST"})
    void otherKindsOfKeys(int version, byte keyType, ErrorCode expected) {
        FindCoordinatorRequest request =
                new FindCoordinatorRequest().keyType(keyType).coordinatorKeys(List.of("key"));
        assertThat(broker.call(handler, version, request).coordinators())
                .singleElement()
                .satisfies(coordinator -> assertThat(coordinator.errorCode()).isEqualTo(expected.code()));
    }
}
