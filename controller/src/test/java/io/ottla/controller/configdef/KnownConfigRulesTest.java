package io.ottla.controller.configdef;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.controller.decide.ApiError;
import io.ottla.controller.image.ClusterImage;
import io.ottla.controller.image.ConfigResource;
import io.ottla.controller.image.ConfigsImage;
import io.ottla.wire.api.ErrorCode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pcollections.TreePMap;

class KnownConfigRulesTest {

    private final KnownConfigRules rules =
            new KnownConfigRules(BrokerConfigs.of(Map.of("log.retention.hours", "2", "min.insync.replicas", "3")));

    @Test
    void eachKindOfResourceHasItsOwnRules() {
        assertThat(rejectionOf(ConfigResource.Type.TOPIC, "retention.ms", "abc"))
                .isEqualTo(new ApiError(
                        ErrorCode.INVALID_CONFIG,
                        "Invalid value abc for configuration retention.ms: Not a number of type LONG"));
        assertThat(rejectionOf(ConfigResource.Type.GROUP, "consumer.session.timeout.ms", "1"))
                .isEqualTo(new ApiError(
                        ErrorCode.INVALID_CONFIG,
                        "consumer.session.timeout.ms must be greater than or equal to"
                                + " group.consumer.min.session.timeout.ms"));
        assertThat(rejectionOf(ConfigResource.Type.CLIENT_METRICS, "interval.ms", "1"))
                .isEqualTo(new ApiError(
                        ErrorCode.INVALID_REQUEST,
                        "Invalid value 1 for interval.ms, interval must be between 100 and 3600000 (1 hour)"));
        assertThat(rejectionOf(ConfigResource.Type.BROKER, "any", "thing")).isNull();
        assertThat(rejectionOf(ConfigResource.Type.TOPIC, "cleanup.policy", "compact,delete"))
                .isNull();
    }

    private ApiError rejectionOf(ConfigResource.Type type, String key, String value) {
        return rules.rejection(new ConfigResource(type, "1"), Map.of(key, value), Map.of())
                .orElse(null);
    }

    @Test
    void listsAreKnownByTheirKind() {
        assertThat(rules.isList(ConfigResource.Type.TOPIC, "cleanup.policy")).isTrue();
        assertThat(rules.isList(ConfigResource.Type.TOPIC, "retention.ms")).isFalse();
        assertThat(rules.isList(ConfigResource.Type.TOPIC, "log.cleanup.policy"))
                .isFalse();
        assertThat(rules.isList(ConfigResource.Type.BROKER, "log.cleanup.policy"))
                .isTrue();
    }

    @Test
    void defaultsAreTheReferences() {
        assertThat(rules.defaultValue(ConfigResource.Type.TOPIC, "cleanup.policy"))
                .contains("delete");
        assertThat(rules.defaultValue(ConfigResource.Type.TOPIC, "retention.ms"))
                .contains("604800000");
        assertThat(rules.defaultValue(ConfigResource.Type.TOPIC, "unknown")).isEmpty();
        assertThat(rules.defaultValue(ConfigResource.Type.BROKER, "log.retention.ms"))
                .isEmpty();
    }

    @Test
    void aTopicsValueComesFromTheFirstThatSaysSomething() {
        Map<String, String> unset = Map.of();
        ClusterImage nothing = imageWith(Map.of(), Map.of());
        assertThat(rules.effectiveTopicValue("retention.ms", Map.of("retention.ms", "5"), 1, nothing))
                .isEqualTo("5");
        assertThat(rules.effectiveTopicValue("retention.ms", unset, 1, nothing)).isEqualTo("7200000");
        assertThat(rules.effectiveTopicValue("min.insync.replicas", unset, 1, nothing))
                .isEqualTo("3");
        assertThat(rules.effectiveTopicValue("segment.ms", unset, 1, nothing)).isEqualTo("604800000");

        ClusterImage ofAll = imageWith(Map.of("log.retention.ms", "6"), Map.of());
        assertThat(rules.effectiveTopicValue("retention.ms", unset, 1, ofAll)).isEqualTo("6");
        ClusterImage ofBoth = imageWith(Map.of("log.retention.ms", "6"), Map.of("log.retention.ms", "7"));
        assertThat(rules.effectiveTopicValue("retention.ms", unset, 1, ofBoth)).isEqualTo("7");
        assertThat(rules.effectiveTopicValue("retention.ms", unset, 2, ofBoth)).isEqualTo("6");
    }

    private static ClusterImage imageWith(Map<String, String> ofAll, Map<String, String> ofBroker1) {
        ClusterImage empty = ClusterImage.empty("cluster");
        TreePMap<ConfigResource, TreePMap<String, String>> configs =
                TreePMap.<ConfigResource, TreePMap<String, String>>empty()
                        .plus(ConfigResource.CLUSTER_DEFAULT, TreePMap.from(ofAll))
                        .plus(ConfigResource.broker(1), TreePMap.from(ofBroker1));
        return new ClusterImage(
                "cluster",
                empty.applied(),
                empty.features(),
                empty.nodes(),
                empty.topics(),
                new ConfigsImage(configs),
                0,
                empty.quotas(),
                empty.security());
    }
}
