package io.ottla.controller.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.controller.image.ConfigResource;
import io.ottla.wire.api.ErrorCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class IncrementalAlterConfigsTest {
    private static final ConfigResource TOPIC = ConfigResource.topic("t");

    private final DecidingCluster cluster =
            DecidingCluster.latest().withBrokers(1).withTopic("t", List.of(List.of(1)));

    private Optional<ApiError> change(ConfigResource resource, String key, IncrementalAlterConfigs.Change change) {
        return cluster.accept(new IncrementalAlterConfigs(Map.of(resource, Map.of(key, change)), false))
                .get(resource);
    }

    private Optional<ApiError> set(ConfigResource resource, String key, String value) {
        return change(resource, key, new IncrementalAlterConfigs.Set(value));
    }

    @Test
    void setsAndDeletes() {
        assertThat(set(TOPIC, "retention.ms", "5")).isEmpty();
        assertThat(cluster.image().configs().ofTopic("t")).containsEntry("retention.ms", "5");

        assertThat(change(TOPIC, "retention.ms", new IncrementalAlterConfigs.Delete()))
                .isEmpty();
        assertThat(cluster.image().configs().ofTopic("t")).isEmpty();
    }

    @Test
    void writesNothingWhereATopicsValueStays() {
        set(TOPIC, "retention.ms", "5");
        set(TOPIC, "retention.ms", "5");

        assertThat(cluster.lastRecords()).isEmpty();
    }

    @Test
    void writesABrokersValueEvenIfItStays() {
        set(ConfigResource.broker(1), "log.retention.ms", "5");
        set(ConfigResource.broker(1), "log.retention.ms", "5");

        assertThat(cluster.lastRecordNames()).containsExactly("ConfigRecord");
    }

    @Test
    void appendsToWhatHoldsAndSubtractsFromIt() {
        change(TOPIC, "cleanup.policy", new IncrementalAlterConfigs.Append("compact,delete"));
        assertThat(cluster.image().configs().ofTopic("t")).containsEntry("cleanup.policy", "delete,compact");

        change(TOPIC, "cleanup.policy", new IncrementalAlterConfigs.Subtract("delete"));
        assertThat(cluster.image().configs().ofTopic("t")).containsEntry("cleanup.policy", "compact");
    }

    @Test
    void refusesToAppendToWhatIsNoList() {
        assertThat(change(TOPIC, "retention.ms", new IncrementalAlterConfigs.Append("5")))
                .contains(new ApiError(
                        ErrorCode.INVALID_CONFIG, "Can't APPEND to key retention.ms because its type is not LIST."));
        assertThat(change(TOPIC, "retention.ms", new IncrementalAlterConfigs.Subtract("5")))
                .contains(new ApiError(
                        ErrorCode.INVALID_CONFIG, "Can't SUBTRACT to key retention.ms because its type is not LIST."));
    }

    @Test
    void refusesWhatTheRulesRefuse() {
        assertThat(set(TOPIC, "retention.ms", "bad"))
                .contains(new ApiError(ErrorCode.INVALID_CONFIG, "Invalid value bad for configuration retention.ms"));
    }

    @Test
    void refusesResourcesThatThereAreNot() {
        assertThat(set(ConfigResource.topic("x"), "retention.ms", "5"))
                .contains(new ApiError(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, "The topic 'x' does not exist."));
        assertThat(set(ConfigResource.broker(9), "log.retention.ms", "5"))
                .contains(new ApiError(ErrorCode.BROKER_ID_NOT_REGISTERED, "No node with id 9 found."));
    }

    @Test
    void refusesResourcesThatThereCannotBe() {
        assertThat(set(ConfigResource.topic(""), "retention.ms", "5"))
                .contains(new ApiError(ErrorCode.INVALID_REQUEST, "Default topic resources are not allowed."));
        assertThat(set(new ConfigResource(ConfigResource.Type.BROKER, "one"), "log.retention.ms", "5"))
                .contains(new ApiError(ErrorCode.INVALID_REQUEST, "Unable to parse broker name as a base 10 number."));
        assertThat(set(new ConfigResource(ConfigResource.Type.GROUP, ""), "consumer.session.timeout.ms", "5"))
                .contains(new ApiError(ErrorCode.INVALID_REQUEST, "Default group resources are not allowed."));
        assertThat(set(new ConfigResource(ConfigResource.Type.BROKER_LOGGER, "1"), "a.Logger", "INFO"))
                .contains(new ApiError(ErrorCode.INVALID_REQUEST, "Unknown resource type BROKER_LOGGER"));
    }

    @Test
    void groupsAndClientMetricsNeedNotExist() {
        ConfigResource group = new ConfigResource(ConfigResource.Type.GROUP, "g");
        ConfigResource metrics = new ConfigResource(ConfigResource.Type.CLIENT_METRICS, "m");

        assertThat(set(group, "consumer.session.timeout.ms", "50000")).isEmpty();
        assertThat(set(metrics, "interval.ms", "100")).isEmpty();

        assertThat(cluster.image().configs().of(group)).hasSize(1);
        assertThat(cluster.image().configs().of(metrics)).hasSize(1);
    }

    @Test
    void theClusterDefaultAlwaysExists() {
        assertThat(set(ConfigResource.CLUSTER_DEFAULT, "log.retention.ms", "5")).isEmpty();

        assertThat(cluster.image().configs().ofCluster()).containsEntry("log.retention.ms", "5");
    }

    @Test
    void aResourceFailsAsAWholeAndForItself() {
        Map<ConfigResource, Map<String, IncrementalAlterConfigs.Change>> changes = new LinkedHashMap<>();
        changes.put(
                TOPIC,
                Map.of(
                        "retention.ms", new IncrementalAlterConfigs.Set("bad"),
                        "cleanup.policy", new IncrementalAlterConfigs.Set("compact")));
        changes.put(ConfigResource.CLUSTER_DEFAULT, Map.of("log.retention.ms", new IncrementalAlterConfigs.Set("7")));

        Map<ConfigResource, Optional<ApiError>> outcomes = cluster.accept(new IncrementalAlterConfigs(changes, false));

        assertThat(outcomes.get(TOPIC)).isPresent();
        assertThat(outcomes.get(ConfigResource.CLUSTER_DEFAULT)).isEmpty();
        assertThat(cluster.image().configs().ofTopic("t")).isEmpty();
        assertThat(cluster.image().configs().ofCluster()).containsEntry("log.retention.ms", "7");
    }

    @Test
    void withElrMinInsyncReplicasBelongsToTheClusterAndToTopics() {
        assertThat(set(ConfigResource.broker(1), "min.insync.replicas", "2"))
                .contains(new ApiError(
                        ErrorCode.INVALID_CONFIG,
                        "Broker-level min.insync.replicas cannot be altered while ELR is enabled."));
        assertThat(change(ConfigResource.CLUSTER_DEFAULT, "min.insync.replicas", new IncrementalAlterConfigs.Delete()))
                .contains(new ApiError(
                        ErrorCode.INVALID_CONFIG,
                        "Cluster-level min.insync.replicas cannot be removed while ELR is enabled."));

        assertThat(set(TOPIC, "min.insync.replicas", "2")).isEmpty();
        assertThat(cluster.lastRecordNames()).containsExactly("ConfigRecord", "ClearElrRecord");
    }

    @Test
    void withoutElrNothingIsSpecialAboutMinInsyncReplicas() {
        DecidingCluster old = DecidingCluster.withoutElr().withBrokers(1);
        ConfigResource broker = ConfigResource.broker(1);

        old.accept(new IncrementalAlterConfigs(
                Map.of(broker, Map.of("min.insync.replicas", new IncrementalAlterConfigs.Set("2"))), false));

        assertThat(old.lastRecordNames()).containsExactly("ConfigRecord");
    }

    @Test
    void refusesValuesThatNoRecordCanCarry() {
        assertThat(set(TOPIC, "retention.ms", "x".repeat(Short.MAX_VALUE + 1)))
                .contains(new ApiError(
                        ErrorCode.INVALID_CONFIG,
                        "The configuration value cannot be added because it exceeds the maximum value size of 32767"
                                + " bytes."));
    }

    @Test
    void validatesWithoutWriting() {
        cluster.accept(new IncrementalAlterConfigs(
                Map.of(TOPIC, Map.of("retention.ms", new IncrementalAlterConfigs.Set("5"))), true));

        assertThat(cluster.lastRecords()).isEmpty();
    }
}
