package io.ottla.compat.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.compat.OnBothTargets;
import io.ottla.compat.clients.Clients;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.message.AlterPartitionReassignmentsRequestData;
import org.apache.kafka.common.message.AlterPartitionReassignmentsRequestData.ReassignablePartition;
import org.apache.kafka.common.message.AlterPartitionReassignmentsRequestData.ReassignableTopic;
import org.apache.kafka.common.message.CreatePartitionsRequestData;
import org.apache.kafka.common.message.CreatePartitionsRequestData.CreatePartitionsTopic;
import org.apache.kafka.common.message.CreatePartitionsRequestData.CreatePartitionsTopicCollection;
import org.apache.kafka.common.message.CreateTopicsRequestData;
import org.apache.kafka.common.message.CreateTopicsRequestData.CreatableTopic;
import org.apache.kafka.common.message.CreateTopicsRequestData.CreatableTopicCollection;
import org.apache.kafka.common.message.DeleteTopicsRequestData;
import org.apache.kafka.common.message.DeleteTopicsRequestData.DeleteTopicState;
import org.apache.kafka.common.message.ElectLeadersRequestData;
import org.apache.kafka.common.message.ElectLeadersRequestData.TopicPartitions;
import org.apache.kafka.common.message.ElectLeadersRequestData.TopicPartitionsCollection;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.AbstractResponse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the controller is asked to do within no time at all is not done, and said to be late. */
class NoTimeLeftTest extends OnBothTargets {
    private static final String MISSING = uniqueTopic("missing");
    private final String existing = uniqueTopic("existing");

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void isTooLate(int timeoutMs) throws IOException {
        Clients.createTopic(target, existing, 1, Map.of());
        for (ApiMessage request : requests(timeoutMs)) {
            ApiKeys api = ApiKeys.forId(request.apiKey());
            assertThat(answer(api, request).errorCounts()).as(api.name).containsOnlyKeys(Errors.REQUEST_TIMED_OUT);
        }
        try (Admin admin = Clients.admin(target)) {
            assertThat(Clients.get(admin.listTopics().names()))
                    .contains(existing)
                    .doesNotContain(MISSING);
            assertThat(Clients.get(admin.describeTopics(List.of(existing)).allTopicNames())
                            .get(existing)
                            .partitions())
                    .hasSize(1);
        }
    }

    private List<ApiMessage> requests(int timeoutMs) {
        return List.of(
                new CreateTopicsRequestData()
                        .setTimeoutMs(timeoutMs)
                        .setTopics(new CreatableTopicCollection(List.of(new CreatableTopic()
                                        .setName(MISSING)
                                        .setNumPartitions(1)
                                        .setReplicationFactor((short) 1))
                                .iterator())),
                new CreatePartitionsRequestData()
                        .setTimeoutMs(timeoutMs)
                        .setTopics(new CreatePartitionsTopicCollection(List.of(new CreatePartitionsTopic()
                                        .setName(existing)
                                        .setCount(2)
                                        .setAssignments(null))
                                .iterator())),
                new ElectLeadersRequestData()
                        .setTimeoutMs(timeoutMs)
                        .setTopicPartitions(new TopicPartitionsCollection(
                                List.of(new TopicPartitions().setTopic(existing).setPartitions(List.of(0)))
                                        .iterator())),
                new AlterPartitionReassignmentsRequestData()
                        .setTimeoutMs(timeoutMs)
                        .setTopics(List.of(new ReassignableTopic()
                                .setName(existing)
                                .setPartitions(List.of(new ReassignablePartition()
                                        .setPartitionIndex(0)
                                        .setReplicas(List.of(1)))))),
                new DeleteTopicsRequestData()
                        .setTimeoutMs(timeoutMs)
                        .setTopics(List.of(new DeleteTopicState().setName(existing))));
    }

    private AbstractResponse answer(ApiKeys api, ApiMessage request) throws IOException {
        short version = api.latestVersion();
        try (RawConnection connection = new RawConnection(target)) {
            connection.sendFrame(Requests.frame(api, version, request));
            ByteBuffer answer = connection.receiveFrame().orElseThrow();
            return AbstractResponse.parseResponse(api, Requests.body(answer, api, version), version);
        }
    }
}
