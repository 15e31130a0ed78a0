package io.ottla.controller.configdef;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigResource.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values of one resource that have to go together: accepted and refused as the reference does, in its words. */
class ChecksLikeReferenceTest {

    private static final Map<String, String> FILE = with(
            ReferenceBroker.MINIMAL,
            "log.cleaner.min.compaction.lag.ms",
            "5000",
            "group.consumer.max.session.timeout.ms",
            "50000");

    private final ReferenceBroker theirs = new ReferenceBroker(FILE);
    private final BrokerConfigs ours = BrokerConfigs.of(FILE);

    static List<Map<String, String>> topics() {
        return List.of(
                Map.of(),
                Map.of("retention.ms", "abc"),
                Map.of("retention.ms", "-2"),
                Map.of("retention.ms", ""),
                Map.of("no.such.key", "1"),
                Map.of("cleanup.policy", "compact,delete"),
                Map.of("cleanup.policy", ""),
                Map.of("cleanup.policy", "remove"),
                Map.of("cleanup.policy", "compact,,delete"),
                Map.of("max.compaction.lag.ms", "4000"),
                Map.of("min.compaction.lag.ms", "10", "max.compaction.lag.ms", "9"),
                Map.of("remote.storage.enable", "true"),
                Map.of("remote.storage.enable", "maybe"),
                Map.of("segment.bytes", "1000"),
                Map.of("min.insync.replicas", "0"),
                Map.of("compression.type", "brotli"),
                Map.of("compression.gzip.level", "0"),
                Map.of("leader.replication.throttled.replicas", "1:2,x"),
                Map.of("internal.segment.bytes", "10"),
                Map.of("message.format.version", "2.0"));
    }

    @ParameterizedTest
    @MethodSource("topics")
    void aTopic(Map<String, String> after) {
        assertThat(outcome(() -> TopicConfigCheck.check(Map.of(), after, ours)))
                .isEqualTo(theirs.validate(Type.TOPIC, "t", Map.of(), after));
    }

    @Test
    void aTopicThatLeavesRemoteStorage() {
        Map<String, String> before = Map.of("remote.storage.enable", "true");
        for (Map<String, String> after :
                List.of(Map.of("remote.storage.enable", "false"), Map.of("remote.log.delete.on.disable", "true"))) {
            assertThat(outcome(() -> TopicConfigCheck.check(before, after, ours)))
                    .isEqualTo(theirs.validate(Type.TOPIC, "t", before, after));
        }
    }

    static List<Map<String, String>> groups() {
        return List.of(
                Map.of(),
                Map.of("no.such.key", "1"),
                Map.of("consumer.session.timeout.ms", "50000"),
                Map.of("consumer.session.timeout.ms", "50001"),
                Map.of("consumer.session.timeout.ms", "44999"),
                Map.of("consumer.session.timeout.ms", "x"),
                Map.of("consumer.heartbeat.interval.ms", "4999"),
                Map.of("consumer.heartbeat.interval.ms", "15001"),
                Map.of("consumer.assignment.interval.ms", "15001"),
                Map.of("share.session.timeout.ms", "60001"),
                Map.of("share.heartbeat.interval.ms", "1"),
                Map.of("share.record.lock.duration.ms", "14999"),
                Map.of("share.record.lock.duration.ms", "60001"),
                Map.of("share.delivery.count.limit", "11"),
                Map.of("share.partition.max.record.locks", "4001"),
                Map.of("share.assignment.interval.ms", "15001"),
                Map.of("share.auto.offset.reset", "sometime"),
                Map.of("share.isolation.level", "none"),
                Map.of("streams.heartbeat.interval.ms", "15001"),
                Map.of("streams.session.timeout.ms", "60001"),
                Map.of("streams.num.standby.replicas", "3"),
                Map.of("streams.assignment.interval.ms", "15001"));
    }

    @ParameterizedTest
    @MethodSource("groups")
    void aGroup(Map<String, String> after) {
        assertThat(outcome(() -> GroupConfigCheck.check(after, ours)))
                .isEqualTo(theirs.validate(Type.GROUP, "g", Map.of(), after));
    }

    static List<Map<String, String>> subscriptions() {
        return List.of(
                Map.of(),
                Map.of("no.such.key", "1"),
                Map.of("interval.ms", "99"),
                Map.of("interval.ms", "100"),
                Map.of("interval.ms", "3600001"),
                Map.of("interval.ms", "soon"),
                Map.of("metrics", "*"),
                Map.of("metrics", "a,,b"),
                Map.of("match", "client_id=a.*,client_source_port=[0-9]+"),
                Map.of("match", "client_id"),
                Map.of("match", "client=1"),
                Map.of("match", "client_id=["),
                Map.of("match", "client_id=a=b"));
    }

    @ParameterizedTest
    @MethodSource("subscriptions")
    void aSubscription(Map<String, String> after) {
        assertThat(outcome(() -> ClientMetricsCheck.check("s", after)))
                .isEqualTo(theirs.validate(Type.CLIENT_METRICS, "s", Map.of(), after));
    }

    @Test
    void aSubscriptionWithoutAName() {
        assertThat(outcome(() -> ClientMetricsCheck.check("", Map.of())))
                .isEqualTo(theirs.validate(Type.CLIENT_METRICS, "", Map.of(), Map.of()));
    }

    static List<Map<String, String>> dynamicConfigs() {
        return List.of(
                Map.of(),
                Map.of("log.retention.ms", "1000"),
                Map.of("log.retention.ms", "abc"),
                Map.of("log.retention.ms", "0"),
                Map.of("log.roll.ms", "0"),
                Map.of("log.dirs", "/x"),
                Map.of("log.retention.hours", "1"),
                Map.of("ssl.keystore.type", "PKCS12"),
                Map.of("listener.name.plaintext.ssl.keystore.type", "PKCS12"),
                Map.of("listener.name.plaintext.max.connections", "10"),
                Map.of("listener.name.plaintext.max.connections", "ten"),
                Map.of("max.connections", "10"),
                Map.of("cordoned.log.dirs", ""),
                Map.of("num.io.threads", "16"),
                Map.of("num.io.threads", "4"),
                Map.of("log.cleaner.threads", "2"),
                Map.of("log.cleaner.dedupe.buffer.size", "1048576"),
                Map.of("message.max.bytes", "-1"),
                Map.of("leader.replication.throttled.rate", "1000"),
                Map.of("leader.replication.throttled.rate", "-1"),
                Map.of("max.connections.per.ip", "0"),
                Map.of("some.plugins.own.key", "x"));
    }

    @ParameterizedTest
    @MethodSource("dynamicConfigs")
    void aRunningBroker(Map<String, String> after) {
        for (boolean ofThis : List.of(true, false)) {
            String our = null;
            try {
                DynamicBrokerCheck.check(after, ofThis, ours);
            } catch (InvalidConfigException e) {
                our = e.getMessage();
            }
            assertThat(our).isEqualTo(theirs.validateDynamic(after, ofThis));
        }
    }

    private static String outcome(Runnable check) {
        try {
            check.run();
            return "NONE: null";
        } catch (InvalidConfigException e) {
            return e.error() + ": " + e.getMessage();
        }
    }

    private static Map<String, String> with(Map<String, String> map, String... more) {
        Map<String, String> all = new HashMap<>(map);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return Map.copyOf(all);
    }
}
