package io.ottla.compat.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ottla.compat.Await;
import io.ottla.compat.OnBothTargets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.AlterConfigsOptions;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ConfigEntry.ConfigSource;
import org.apache.kafka.clients.admin.DescribeConfigsOptions;
import org.apache.kafka.clients.admin.ListConfigResourcesOptions;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.InvalidRequestException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Configs of topics and brokers: described in full, changed one by one, back to their defaults when unset. */
class AdminConfigsTest extends OnBothTargets {
    private static final ConfigResource BROKER = new ConfigResource(ConfigResource.Type.BROKER, "1");
    private static final ConfigResource ALL_BROKERS = new ConfigResource(ConfigResource.Type.BROKER, "");

    private Admin admin;
    private ConfigResource topic;

    @BeforeEach
    void connect() {
        admin = Clients.admin(target);
        topic = new ConfigResource(ConfigResource.Type.TOPIC, uniqueTopic("configs"));
        Clients.createTopic(target, topic.name(), 1, Map.of("max.message.bytes", "5000"));
    }

    @AfterEach
    void disconnect() {
        admin.close();
    }

    @Test
    void aTopicIsDescribedWithAllItsConfigsTheirSourcesAndTypes() {
        Config config = describe(topic);
        assertThat(config.entries())
                .extracting(ConfigEntry::name)
                .containsExactlyInAnyOrderElementsOf(TopicConfigs.ALL);

        ConfigEntry set = config.get("max.message.bytes");
        assertThat(set.value()).isEqualTo("5000");
        assertThat(set.source()).isEqualTo(ConfigSource.DYNAMIC_TOPIC_CONFIG);
        assertThat(set.isDefault()).isFalse();
        assertThat(set.type()).isEqualTo(ConfigEntry.ConfigType.INT);

        ConfigEntry unset = config.get("retention.ms");
        assertThat(unset.value()).isEqualTo("604800000");
        assertThat(unset.source()).isEqualTo(ConfigSource.DEFAULT_CONFIG);
        assertThat(unset.isDefault()).isTrue();
        assertThat(unset.isReadOnly()).isFalse();
        assertThat(unset.isSensitive()).isFalse();
        assertThat(unset.type()).isEqualTo(ConfigEntry.ConfigType.LONG);
    }

    @Test
    void synonymsNameWhereAValueComesFrom() {
        var options = new DescribeConfigsOptions().includeSynonyms(true).includeDocumentation(true);
        Config config = Clients.get(
                        admin.describeConfigs(List.of(topic), options).all())
                .get(topic);
        ConfigEntry entry = config.get("max.message.bytes");
        assertThat(entry.synonyms())
                .extracting(s -> s.name() + "=" + s.value() + " " + s.source())
                .containsExactly(
                        "max.message.bytes=5000 DYNAMIC_TOPIC_CONFIG", "message.max.bytes=1048588 DEFAULT_CONFIG");
        assertThat(entry.documentation()).isNotBlank();
    }

    @Test
    void aConfigIsSetAndUnsetAndListsAreAppendedTo() {
        alter(topic, op("retention.ms", "7000", OpType.SET), op("cleanup.policy", "compact", OpType.APPEND));
        awaitValue(topic, "retention.ms", "7000");
        assertThat(describe(topic).get("cleanup.policy").value()).isEqualTo("delete,compact");

        alter(topic, op("cleanup.policy", "delete", OpType.SUBTRACT), op("retention.ms", null, OpType.DELETE));
        awaitValue(topic, "cleanup.policy", "compact");
        ConfigEntry unset = describe(topic).get("retention.ms");
        assertThat(unset.value()).isEqualTo("604800000");
        assertThat(unset.source()).isEqualTo(ConfigSource.DEFAULT_CONFIG);
        assertThat(describe(topic).get("max.message.bytes").value()).isEqualTo("5000");
    }

    @Test
    void validateOnlyChangesNothing() {
        var change = Map.<ConfigResource, Collection<AlterConfigOp>>of(
                topic, List.of(op("retention.ms", "7000", OpType.SET)));
        Clients.get(admin.incrementalAlterConfigs(change, new AlterConfigsOptions().validateOnly(true))
                .all());
        assertThat(describe(topic).get("retention.ms").value()).isEqualTo("604800000");
    }

    @Test
    void whatIsNotAConfigIsRefused() {
        assertThatThrownBy(() -> alter(topic, op("no.such.config", "1", OpType.SET)))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessage("Unknown topic config name: no.such.config");
        assertThatThrownBy(() -> alter(topic, op("retention.ms", "soon", OpType.SET)))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessage("Invalid value soon for configuration retention.ms: Not a number of type LONG");
        assertThatThrownBy(() -> alter(topic, op("retention.ms", "1", OpType.APPEND)))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessage("Can't APPEND to key retention.ms because its type is not LIST.");
        assertThatThrownBy(() -> alter(topic, op("retention.ms", "1", OpType.SET), op("retention.ms", "2", OpType.SET)))
                .isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void configsOfATopicThatIsNotThere() {
        ConfigResource missing = new ConfigResource(ConfigResource.Type.TOPIC, uniqueTopic("missing"));
        assertThatThrownBy(() -> describe(missing)).isInstanceOf(UnknownTopicOrPartitionException.class);
        assertThatThrownBy(() -> alter(missing, op("retention.ms", "1", OpType.SET)))
                .isInstanceOf(UnknownTopicOrPartitionException.class);
    }

    @Test
    void aBrokerIsDescribedWithStaticAndDynamicValues() {
        Config config = describe(BROKER);
        assertThat(config.get("node.id").value()).isEqualTo("1");
        assertThat(config.get("node.id").source()).isEqualTo(ConfigSource.STATIC_BROKER_CONFIG);
        assertThat(config.get("node.id").isReadOnly()).isTrue();
        assertThat(config.get("log.dirs").value()).isEqualTo(target.dataFolder().toString());
        assertThat(config.get("message.max.bytes").value()).isEqualTo("1048588");
        assertThat(config.get("message.max.bytes").isReadOnly()).isFalse();
        assertThat(config.get("ssl.keystore.password").isSensitive()).isTrue();
        assertThat(config.get("ssl.keystore.password").value()).isNull();
    }

    @Test
    void brokerDefaultsReachTopicsThatDoNotSayOtherwise() {
        ConfigResource plain = new ConfigResource(ConfigResource.Type.TOPIC, uniqueTopic("plain"));
        Clients.createTopic(target, plain.name(), 1, Map.of());
        try {
            alter(ALL_BROKERS, op("message.max.bytes", "1048000", OpType.SET));
            awaitValue(plain, "max.message.bytes", "1048000");
            assertThat(describe(plain).get("max.message.bytes").source())
                    .isEqualTo(ConfigSource.DYNAMIC_DEFAULT_BROKER_CONFIG);
            assertThat(describe(topic).get("max.message.bytes").value()).isEqualTo("5000");
            assertThat(describe(ALL_BROKERS).get("message.max.bytes").value()).isEqualTo("1048000");

            alter(BROKER, op("message.max.bytes", "1047000", OpType.SET));
            awaitValue(plain, "max.message.bytes", "1047000");
            assertThat(describe(plain).get("max.message.bytes").source()).isEqualTo(ConfigSource.DYNAMIC_BROKER_CONFIG);
        } finally {
            alter(BROKER, op("message.max.bytes", null, OpType.DELETE));
            alter(ALL_BROKERS, op("message.max.bytes", null, OpType.DELETE));
        }
        awaitValue(plain, "max.message.bytes", "1048588");
    }

    @Test
    void aBrokerConfigThatIsFixedAtStartIsRefused() {
        assertThatThrownBy(() -> alter(BROKER, op("node.id", "7", OpType.SET)))
                .isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void resourcesWithConfigsAreListed() {
        assertThat(Clients.get(
                        admin.listConfigResources(Set.of(ConfigResource.Type.TOPIC), new ListConfigResourcesOptions())
                                .all()))
                .contains(topic)
                .allMatch(resource -> resource.type() == ConfigResource.Type.TOPIC);
        assertThat(Clients.get(admin.listConfigResources().all())).contains(topic, BROKER);
    }

    private Config describe(ConfigResource resource) {
        return Clients.get(admin.describeConfigs(List.of(resource)).all()).get(resource);
    }

    private void alter(ConfigResource resource, AlterConfigOp... ops) {
        Clients.get(
                admin.incrementalAlterConfigs(Map.of(resource, List.of(ops))).all());
    }

    private static AlterConfigOp op(String key, String value, OpType type) {
        return new AlterConfigOp(new ConfigEntry(key, value), type);
    }

    private void awaitValue(ConfigResource resource, String key, String value) {
        Await.until(
                Duration.ofSeconds(20),
                () -> key + " of " + resource + " to become " + value,
                () -> describe(resource).get(key).value().equals(value));
    }
}
