package io.ottla.broker.api.describetopicpartitions;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.dispatch.Calls;
import io.ottla.broker.metadata.AuthorizedOperations;
import io.ottla.broker.metadata.NodeAddresses;
import io.ottla.broker.metadata.TestCluster;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.message.DescribeTopicPartitionsRequest;
import io.ottla.wire.message.DescribeTopicPartitionsRequest.Cursor;
import io.ottla.wire.message.DescribeTopicPartitionsRequest.TopicRequest;
import io.ottla.wire.message.DescribeTopicPartitionsResponse;
import io.ottla.wire.message.DescribeTopicPartitionsResponse.DescribeTopicPartitionsResponseTopic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DescribeTopicPartitionsHandlerTest {
    private final TestCluster cluster = new TestCluster()
            .broker(1, false, "PLAINTEXT")
            .broker(2, true, "PLAINTEXT")
            .topic("c", 4, List.of(1, 2))
            .topic("a", 3, List.of(1))
            .topic("b", 1, List.of(1));

    private DescribeTopicPartitionsResponse call(DescribeTopicPartitionsRequest request, int partitionsMax) {
        DescribeTopicPartitionsHandler handler =
                new DescribeTopicPartitionsHandler(cluster::image, new NodeAddresses(1, Set.of()), partitionsMax);
        return Calls.call(handler, 0, request, DescribeTopicPartitionsResponse::read);
    }

    private static DescribeTopicPartitionsRequest asking(String... names) {
        return new DescribeTopicPartitionsRequest()
                .topics(Arrays.stream(names)
                        .map(name -> new TopicRequest().name(name))
                        .toList());
    }

    private static List<String> shown(DescribeTopicPartitionsResponse response) {
        List<String> shown = new ArrayList<>();
        for (DescribeTopicPartitionsResponseTopic topic : response.topics()) {
            topic.partitions().forEach(partition -> shown.add(topic.name() + "-" + partition.partitionIndex()));
        }
        return shown;
    }

    @Test
    void topicsComeInTheOrderOfTheirNames() {
        DescribeTopicPartitionsResponse response = call(asking("c", "b"), 100);

        assertThat(shown(response)).containsExactly("b-0", "c-0", "c-1", "c-2", "c-3");
        assertThat(response.nextCursor()).isNull();
        DescribeTopicPartitionsResponseTopic topic = response.topics().get(1);
        assertThat(topic.topicId()).isEqualTo(TestCluster.idOf(1));
        assertThat(topic.topicAuthorizedOperations()).isEqualTo(AuthorizedOperations.ALL_OF_TOPIC);
        assertThat(topic.partitions().getFirst().leaderId()).isEqualTo(1);
        assertThat(topic.partitions().getFirst().leaderEpoch()).isEqualTo(3);
        assertThat(topic.partitions().getFirst().replicaNodes()).containsExactly(1, 2);
        assertThat(topic.partitions().getFirst().offlineReplicas()).containsExactly(2);
    }

    @Test
    void whatDoesNotExistIsAnErrorOnlyWhenItWasNamed() {
        assertThat(call(asking("a", "missing", "not/a/name"), 100).topics())
                .extracting(topic -> topic.name() + ": " + ErrorCode.forCode(topic.errorCode()))
                .containsExactly(
                        "a: NONE", "missing: UNKNOWN_TOPIC_OR_PARTITION", "not/a/name: INVALID_TOPIC_EXCEPTION");
        assertThat(call(asking(), 100).topics())
                .allSatisfy(topic -> assertThat(topic.errorCode()).isZero());
    }

    @ParameterizedTest
    @ValueSource(ints = {-5, 0, 1, 2, 3, 4, 5, 7, 8, 9, 100})
    void pagesTogetherShowEachPartitionOnce(int limit) {
        List<String> shown = new ArrayList<>();
        DescribeTopicPartitionsRequest request = asking().responsePartitionLimit(limit);
        int pages = 0;
        while (request != null) {
            DescribeTopicPartitionsResponse response = call(request, 6);
            assertThat(shown(response)).hasSizeLessThanOrEqualTo(Math.clamp(limit, 1, 6));
            shown.addAll(shown(response));
            DescribeTopicPartitionsResponse.Cursor next = response.nextCursor();
            request = next == null
                    ? null
                    : asking().responsePartitionLimit(limit)
                            .cursor(new Cursor().topicName(next.topicName()).partitionIndex(next.partitionIndex()));
            assertThat(++pages).isLessThan(20);
        }
        assertThat(shown).containsExactly("a-0", "a-1", "a-2", "b-0", "c-0", "c-1", "c-2", "c-3");
    }

    @Test
    void theCursorMustBeOnATopicThatWasNamedAndOnAPartition() {
        DescribeTopicPartitionsRequest offTopic =
                asking("a", "b").cursor(new Cursor().topicName("c").partitionIndex(0));
        DescribeTopicPartitionsRequest negative =
                asking("a", "b").cursor(new Cursor().topicName("b").partitionIndex(-1));
        for (DescribeTopicPartitionsRequest request : List.of(offTopic, negative)) {
            assertThat(call(request, 100).topics())
                    .extracting(DescribeTopicPartitionsResponseTopic::errorCode)
                    .containsExactly(ErrorCode.INVALID_REQUEST.code(), ErrorCode.INVALID_REQUEST.code());
        }
    }

    @Test
    void aCursorBehindTheLastPartitionIsNoError() {
        DescribeTopicPartitionsRequest request =
                asking("b", "c").cursor(new Cursor().topicName("b").partitionIndex(Integer.MAX_VALUE));
        assertThat(shown(call(request, 100))).containsExactly("c-0", "c-1", "c-2", "c-3");
    }
}
