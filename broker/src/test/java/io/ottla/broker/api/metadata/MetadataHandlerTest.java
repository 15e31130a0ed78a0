package io.ottla.broker.api.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.dispatch.Calls;
import io.ottla.broker.metadata.AuthorizedOperations;
import io.ottla.broker.metadata.NodeAddresses;
import io.ottla.broker.metadata.TestCluster;
import io.ottla.controller.image.ClusterImage;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.Uuid;
import io.ottla.wire.message.MetadataRequest;
import io.ottla.wire.message.MetadataRequest.MetadataRequestTopic;
import io.ottla.wire.message.MetadataResponse;
import io.ottla.wire.message.MetadataResponse.MetadataResponsePartition;
import io.ottla.wire.message.MetadataResponse.MetadataResponseTopic;
import io.ottla.wire.record.metadata.PartitionChangeRecord;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataHandlerTest {
    private static final int THIS_BROKER = 1;

    private final TestCluster cluster = new TestCluster()
            .broker(1, false, "PLAINTEXT")
            .broker(2, false, "PLAINTEXT", "OTHER")
            .broker(3, true, "PLAINTEXT")
            .topic("a", 2, List.of(1, 2))
            .topic("b", 1, List.of(2, 3))
            .topic("__consumer_offsets", 1, List.of(1));

    static IntStream versions() {
        return IntStream.rangeClosed(0, 13);
    }

    private MetadataResponse call(int version, MetadataRequest request, String... unadvertised) {
        ClusterImage image = cluster.image();
        MetadataHandler handler = new MetadataHandler(
                () -> image, new NodeAddresses(THIS_BROKER, Set.of(unadvertised)), Optional.empty());
        return Calls.call(handler, version, request, MetadataResponse::read);
    }

    private static MetadataRequest named(String... names) {
        return new MetadataRequest()
                .topics(Arrays.stream(names)
                        .map(name -> new MetadataRequestTopic().name(name))
                        .toList());
    }

    private static MetadataRequest all(int version) {
        return new MetadataRequest().topics(version == 0 ? List.of() : null);
    }

    @ParameterizedTest
    @MethodSource("versions")
    void showsLiveBrokersAndAllPartitions(int version) {
        MetadataResponse response = call(version, named("a"));

        assertThat(response.brokers())
                .extracting(broker -> broker.nodeId() + "=" + broker.host() + ":" + broker.port())
                .containsExactly("1=host1:9092", "2=host2:9092");
        MetadataResponseTopic topic = response.topics().getFirst();
        assertThat(topic.name()).isEqualTo("a");
        assertThat(topic.errorCode()).isZero();
        assertThat(topic.partitions())
                .extracting(MetadataResponsePartition::partitionIndex)
                .containsExactly(0, 1);
        assertThat(topic.partitions()).allSatisfy(partition -> {
            assertThat(partition.errorCode()).isZero();
            assertThat(partition.leaderId()).isEqualTo(1);
            assertThat(partition.leaderEpoch()).isEqualTo(version >= 7 ? 3 : -1);
            assertThat(partition.replicaNodes()).containsExactly(1, 2);
            assertThat(partition.isrNodes()).containsExactly(1, 2);
        });
        assertThat(topic.topicId()).isEqualTo(version >= 10 ? TestCluster.idOf(1) : Uuid.ZERO);
        assertThat(response.clusterId()).isEqualTo(version >= 2 ? TestCluster.CLUSTER_ID : null);
        assertThat(response.controllerId()).isEqualTo(version >= 1 ? THIS_BROKER : -1);
    }

    @ParameterizedTest
    @MethodSource("versions")
    void noListMeansAllTopics(int version) {
        assertThat(call(version, all(version)).topics())
                .extracting(MetadataResponseTopic::name)
                .containsExactly("__consumer_offsets", "a", "b");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 9, 13})
    void anEmptyListMeansNoTopicAfterVersion0(int version) {
        assertThat(call(version, named()).topics()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("versions")
    void aTopicThatDoesNotExistIsToldApartFromOneThatCannot(int version) {
        MetadataResponse response = call(version, named("missing", "not/a/name", "a"));

        assertThat(response.topics())
                .extracting(topic -> topic.name() + ": " + ErrorCode.forCode(topic.errorCode()))
                .containsExactly(
                        "missing: UNKNOWN_TOPIC_OR_PARTITION", "not/a/name: INVALID_TOPIC_EXCEPTION", "a: NONE");
    }

    @ParameterizedTest
    @ValueSource(ints = {12, 13})
    void topicsCanBeAskedForById(int version) {
        Uuid unknown = new Uuid(99, 99);
        MetadataRequest request = new MetadataRequest()
                .topics(List.of(
                        new MetadataRequestTopic().name(null).topicId(TestCluster.idOf(2)),
                        new MetadataRequestTopic().name(null).topicId(unknown)));

        MetadataResponse response = call(version, request);

        assertThat(response.topics().get(0).name()).isEqualTo("b");
        assertThat(response.topics().get(1).topicId()).isEqualTo(unknown);
        assertThat(response.topics().get(1).name()).isNull();
        assertThat(response.topics().get(1).errorCode()).isEqualTo(ErrorCode.UNKNOWN_TOPIC_ID.code());
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 11})
    void versionsThatHaveAPlaceForIdsButNoUseRefuseThem(int version) {
        MetadataRequest request = new MetadataRequest()
                .topics(List.of(new MetadataRequestTopic().name("a").topicId(TestCluster.idOf(1))));
        assertThat(call(version, request).topics())
                .singleElement()
                .extracting(MetadataResponseTopic::errorCode)
                .isEqualTo(ErrorCode.INVALID_REQUEST.code());
    }

    @ParameterizedTest
    @MethodSource("versions")
    void replicasOnFencedBrokersAreOfflineAndHiddenFromVersion0(int version) {
        MetadataResponsePartition partition =
                call(version, named("b")).topics().getFirst().partitions().getFirst();

        assertThat(partition.leaderId()).isEqualTo(2);
        if (version == 0) {
            assertThat(partition.errorCode()).isEqualTo(ErrorCode.REPLICA_NOT_AVAILABLE.code());
            assertThat(partition.replicaNodes()).containsExactly(2);
        } else {
            assertThat(partition.errorCode()).isZero();
            assertThat(partition.replicaNodes()).containsExactly(2, 3);
        }
        if (version >= 5) {
            assertThat(partition.offlineReplicas()).containsExactly(3);
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void aPartitionWithoutALeaderSaysSo(int version) {
        cluster.apply(new PartitionChangeRecord()
                .topicId(TestCluster.idOf(1))
                .partitionId(1)
                .leader(-1));

        MetadataResponsePartition partition =
                call(version, named("a")).topics().getFirst().partitions().get(1);

        assertThat(partition.errorCode()).isEqualTo(ErrorCode.LEADER_NOT_AVAILABLE.code());
        assertThat(partition.leaderId()).isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 6})
    void aLeaderThatLacksTheClientsListenerCannotBeReached(int version) {
        cluster.broker(4, false, "OTHER").topic("c", 1, List.of(4));

        MetadataResponsePartition partition =
                call(version, named("c")).topics().getFirst().partitions().getFirst();

        ErrorCode expected = version < 6 ? ErrorCode.LEADER_NOT_AVAILABLE : ErrorCode.LISTENER_NOT_FOUND;
        assertThat(partition.errorCode()).isEqualTo(expected.code());
        assertThat(partition.leaderId()).isEqualTo(-1);
    }

    @Test
    void aListenerThatAdvertisesNothingIsFoundWhereTheClientFoundIt() {
        MetadataResponse response = call(12, named(), "PLAINTEXT");

        assertThat(response.brokers())
                .extracting(broker -> broker.nodeId() + "=" + broker.host() + ":" + broker.port())
                .containsExactly("1=127.0.0.1:19092", "2=host2:9092");
    }

    @Test
    void internalTopicsAreMarked() {
        assertThat(call(12, all(12)).topics())
                .filteredOn(MetadataResponseTopic::isInternal)
                .extracting(MetadataResponseTopic::name)
                .containsExactly("__consumer_offsets");
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 10, 11, 13})
    void allowedOperationsAreToldWhereAskedFor(int version) {
        MetadataRequest request = named("a").includeTopicAuthorizedOperations(true);
        if (version <= 10) {
            request.includeClusterAuthorizedOperations(true);
        }

        MetadataResponse response = call(version, request);

        assertThat(response.topics().getFirst().topicAuthorizedOperations())
                .isEqualTo(AuthorizedOperations.ALL_OF_TOPIC);
        assertThat(response.clusterAuthorizedOperations())
                .isEqualTo(version <= 10 ? AuthorizedOperations.ALL_OF_CLUSTER : AuthorizedOperations.NOT_ASKED);
        assertThat(call(version, named("a")).topics().getFirst().topicAuthorizedOperations())
                .isEqualTo(AuthorizedOperations.NOT_ASKED);
    }
}
