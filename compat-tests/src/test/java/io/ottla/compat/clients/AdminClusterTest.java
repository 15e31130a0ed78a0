package io.ottla.compat.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.compat.OnBothTargets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterResult;
import org.apache.kafka.clients.admin.FeatureMetadata;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.QuorumInfo;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the admin client is told of the cluster: nodes, features, quorum, folders, producers. */
class AdminClusterTest extends OnBothTargets {
    private Admin admin;

    @BeforeEach
    void connect() {
        admin = Clients.admin(target);
    }

    @AfterEach
    void disconnect() {
        admin.close();
    }

    @Test
    void theClusterIsOneNodeAtTheAddressTheClientUsed() {
        DescribeClusterResult cluster = admin.describeCluster();
        assertThat(Clients.get(cluster.clusterId())).hasSize(22);
        Node node = new Node(1, target.settings().host(), target.settings().port());
        assertThat(Clients.get(cluster.nodes())).containsExactly(node);
        assertThat(Clients.get(cluster.controller()).id()).isEqualTo(1);
    }

    @Test
    void featuresAreFinalisedAndSupported() {
        FeatureMetadata features = Clients.get(admin.describeFeatures().featureMetadata());
        assertThat(features.finalizedFeatures()).containsKey("metadata.version");
        assertThat(features.finalizedFeatures().get("metadata.version").maxVersionLevel())
                .isEqualTo((short) 30);
        assertThat(features.finalizedFeaturesEpoch()).isPresent();
        features.finalizedFeatures()
                .forEach((name, level) -> assertThat(
                                features.supportedFeatures().get(name).maxVersion())
                        .isGreaterThanOrEqualTo(level.maxVersionLevel()));
    }

    @Test
    void theQuorumIsTheNodeItself() {
        QuorumInfo quorum = Clients.get(admin.describeMetadataQuorum().quorumInfo());
        assertThat(quorum.leaderId()).isEqualTo(1);
        assertThat(quorum.leaderEpoch()).isPositive();
        assertThat(quorum.highWatermark()).isPositive();
        assertThat(quorum.voters()).hasSize(1).allSatisfy(voter -> {
            assertThat(voter.replicaId()).isEqualTo(1);
            assertThat(voter.logEndOffset()).isGreaterThanOrEqualTo(quorum.highWatermark());
            assertThat(voter.lastFetchTimestamp()).isPresent();
            assertThat(voter.lastCaughtUpTimestamp()).isPresent();
        });
    }

    @Test
    void theFolderHoldsThePartitionsWithTheirSizes() throws Exception {
        TopicPartition partition = new TopicPartition(uniqueTopic("folder"), 0);
        Clients.createTopic(target, partition.topic(), 1, Map.of());
        try (Producer<String, String> producer = Clients.producer(target, Map.of())) {
            producer.send(new ProducerRecord<>(partition.topic(), "x".repeat(1000)))
                    .get();
        }
        Map<String, LogDirDescription> folders =
                Clients.get(admin.describeLogDirs(List.of(1)).allDescriptions()).get(1);
        assertThat(folders).containsOnlyKeys(target.dataFolder().toString());
        LogDirDescription folder = folders.get(target.dataFolder().toString());
        assertThat(folder.error()).isNull();
        assertThat(folder.totalBytes().getAsLong())
                .isGreaterThan(folder.usableBytes().getAsLong());
        assertThat(folder.replicaInfos().get(partition).size()).isBetween(1000L, 1200L);
        assertThat(folder.replicaInfos().get(partition).offsetLag()).isZero();
        assertThat(folder.replicaInfos().get(partition).isFuture()).isFalse();
    }

    @Test
    void theActiveProducersOfAPartitionAreDescribed() throws Exception {
        TopicPartition partition = new TopicPartition(uniqueTopic("producers"), 0);
        Clients.createTopic(target, partition.topic(), 1, Map.of());
        assertThat(producers(partition)).isEmpty();
        try (Producer<String, String> producer = Clients.producer(target, Map.of())) {
            for (int i = 0; i < 3; i++) {
                producer.send(new ProducerRecord<>(partition.topic(), "v" + i)).get();
            }
        }
        assertThat(producers(partition)).hasSize(1).allSatisfy(state -> {
            assertThat(state.producerId()).isNotNegative();
            assertThat(state.producerEpoch()).isZero();
            assertThat(state.lastSequence()).isEqualTo(2);
            assertThat(state.lastTimestamp()).isPositive();
            assertThat(state.currentTransactionStartOffset()).isEmpty();
        });
    }

    private List<ProducerState> producers(TopicPartition partition) {
        return Clients.get(admin.describeProducers(List.of(partition)).partitionResult(partition))
                .activeProducers();
    }
}
