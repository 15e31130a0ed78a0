package io.ottla.controller.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.controller.image.ConfigResource;
import io.ottla.wire.api.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class AlterConfigsTest {
    private static final ConfigResource TOPIC = ConfigResource.topic("t");

    private final DecidingCluster cluster =
            DecidingCluster.latest().withBrokers(1).withTopic("t", List.of(List.of(1)));

    private Optional<ApiError> replace(Map<String, Optional<String>> configs) {
        return cluster.accept(new AlterConfigs(Map.of(TOPIC, configs), false)).get(TOPIC);
    }

    @Test
    void takesAwayWhatIsNotGiven() {
        replace(Map.of("retention.ms", Optional.of("5"), "cleanup.policy", Optional.of("compact")));

        assertThat(replace(Map.of("retention.ms", Optional.of("6")))).isEmpty();

        assertThat(cluster.image().configs().ofTopic("t")).containsOnly(Map.entry("retention.ms", "6"));
    }

    @Test
    void leavesAllAsItWasWhenOneValueIsBad() {
        replace(Map.of("retention.ms", Optional.of("5")));

        assertThat(replace(Map.of("cleanup.policy", Optional.of("bad"))).map(ApiError::code))
                .contains(ErrorCode.INVALID_CONFIG);

        assertThat(cluster.image().configs().ofTopic("t")).containsOnly(Map.entry("retention.ms", "5"));
    }

    @Test
    void mayNotTakeMinInsyncReplicasFromTheClusterWithElr() {
        ConfigResource all = ConfigResource.CLUSTER_DEFAULT;
        cluster.accept(new AlterConfigs(Map.of(all, Map.of("min.insync.replicas", Optional.of("1"))), false));

        Optional<ApiError> error =
                cluster.accept(new AlterConfigs(Map.of(all, Map.of()), false)).get(all);

        assertThat(error.map(ApiError::message))
                .contains("Cluster-level min.insync.replicas cannot be removed while ELR is enabled.");
    }
}
