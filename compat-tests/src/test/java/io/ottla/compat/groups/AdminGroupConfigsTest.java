package io.ottla.compat.groups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ottla.compat.Await;
import io.ottla.compat.OnBothTargets;
import io.ottla.compat.clients.Clients;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ConfigEntry.ConfigSource;
import org.apache.kafka.clients.admin.ListConfigResourcesOptions;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.InvalidRequestException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Configs of a group: set, described, listed, and followed. */
class AdminGroupConfigsTest extends OnBothTargets {
    private static final String SESSION = "consumer.session.timeout.ms";
    private static final String HEARTBEAT = "consumer.heartbeat.interval.ms";

    private Admin admin;
    private ConfigResource resource;

    @BeforeEach
    void nameAGroup() {
        admin = Clients.admin(target);
        resource = new ConfigResource(ConfigResource.Type.GROUP, uniqueTopic("configured"));
    }

    @AfterEach
    void close() {
        admin.close();
    }

    private void alter(OpType type, String key, String value) {
        Collection<AlterConfigOp> change = List.of(new AlterConfigOp(new ConfigEntry(key, value), type));
        Clients.get(admin.incrementalAlterConfigs(Map.of(resource, change)).all());
    }

    private Map<String, String> described(ConfigSource source) {
        Map<String, String> found = new TreeMap<>();
        for (ConfigEntry entry : Clients.get(
                        admin.describeConfigs(List.of(resource)).all())
                .get(resource)
                .entries()) {
            if (entry.source() == source) {
                found.put(entry.name(), entry.value());
            }
        }
        return found;
    }

    @Test
    void aConfigIsSetAndDeleted() {
        alter(OpType.SET, SESSION, "6000");
        assertThat(described(ConfigSource.DYNAMIC_GROUP_CONFIG)).isEqualTo(Map.of(SESSION, "6000"));
        alter(OpType.DELETE, SESSION, "");
        assertThat(described(ConfigSource.DYNAMIC_GROUP_CONFIG)).isEmpty();
    }

    @Test
    void groupsWithConfigsAreListed() {
        alter(OpType.SET, HEARTBEAT, "300");
        assertThat(Clients.get(
                        admin.listConfigResources(Set.of(ConfigResource.Type.GROUP), new ListConfigResourcesOptions())
                                .all()))
                .contains(resource);
        alter(OpType.DELETE, HEARTBEAT, "");
        assertThat(Clients.get(
                        admin.listConfigResources(Set.of(ConfigResource.Type.GROUP), new ListConfigResourcesOptions())
                                .all()))
                .doesNotContain(resource);
    }

    @ParameterizedTest
    @CsvSource({
        SESSION + ", 499",
        SESSION + ", 60001",
        SESSION + ", many",
        HEARTBEAT + ", 99",
        HEARTBEAT + ", 15001",
        "consumer.assignment.interval.ms, 15001",
    })
    void aValueOutOfRangeIsRefused(String key, String value) {
        assertThatThrownBy(() -> alter(OpType.SET, key, value)).isInstanceOf(InvalidConfigurationException.class);
        assertThat(described(ConfigSource.DYNAMIC_GROUP_CONFIG)).isEmpty();
    }

    @Test
    void aConfigThatIsNotOneIsRefused() {
        assertThatThrownBy(() -> alter(OpType.SET, "no.such", "1")).isInstanceOf(InvalidConfigurationException.class);
    }

    @Test
    void aGroupWithoutANameHasNoConfigs() {
        resource = new ConfigResource(ConfigResource.Type.GROUP, "");
        assertThatThrownBy(() -> alter(OpType.SET, SESSION, "6000")).isInstanceOf(InvalidRequestException.class);
    }

    /** A member that is stalled for longer than the group's own session timeout, and not as long as the broker's. */
    @Test
    void theSessionTimeoutOfTheGroupIsTheOneThatCounts() {
        String topic = uniqueTopic("configured");
        Clients.createTopic(target, topic, 1, Map.of());
        List<TopicPartition> partitions = Group.partitions(topic, 1);
        alter(OpType.SET, SESSION, "60000");
        Group group = new Group(target, GroupKind.CONSUMER, resource.name());
        try {
            Member fixed = group.join("fixed", Subscription.to(topic), Map.of("group.instance.id", "instance"));
            group.awaitShared(partitions, fixed);
            fixed.close();
            Member spare = group.join("spare", Subscription.to(topic));
            Await.until(
                    Group.SOON,
                    () -> "the spare to be a member",
                    () -> spare.metadata() != null && spare.metadata().generationId() > 0);
            assertThat(spare.assignment()).isEmpty();
            alter(OpType.SET, SESSION, "600");
            Member back = group.join("back", Subscription.to(topic), Map.of("group.instance.id", "instance"));
            group.awaitShared(partitions, back);
            back.close();
            group.awaitShared(partitions, spare);
        } finally {
            group.close();
        }
    }
}
