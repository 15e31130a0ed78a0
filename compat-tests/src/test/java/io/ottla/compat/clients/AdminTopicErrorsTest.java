package io.ottla.compat.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ottla.compat.OnBothTargets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.TopicCollection;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.InvalidPartitionsException;
import org.apache.kafka.common.errors.InvalidReplicaAssignmentException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.InvalidRequestException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicIdException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused when topics are made, changed or removed: the error, and the words the reference says it in. */
class AdminTopicErrorsTest extends OnBothTargets {
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
    void aTopicThatExists() {
        String topic = uniqueTopic("exists");
        Clients.createTopic(target, topic, 1, Map.of());
        assertCreateRefused(
                new NewTopic(topic, 1, (short) 1), TopicExistsException.class, "Topic '" + topic + "' already exists.");
    }

    @Test
    void aNameThatDiffersFromAnotherOnlyInDotsAndUnderscores() {
        String topic = uniqueTopic("collides.with_it");
        Clients.createTopic(target, topic, 1, Map.of());
        String other = topic.replace('.', '_');
        assertCreateRefused(
                new NewTopic(other, 1, (short) 1),
                InvalidTopicException.class,
                "Topic '" + other + "' collides with existing topic: " + topic);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a b", "a/b", "ümlaut", "a:b"})
    void aNameThatIsNotOne(String name) {
        assertThatThrownBy(() -> Clients.get(admin.createTopics(List.of(new NewTopic(name, 1, (short) 1)))
                        .all()))
                .isInstanceOf(InvalidTopicException.class);
    }

    @Test
    void aNameThatIsTooLong() {
        assertThatThrownBy(() -> Clients.get(admin.createTopics(List.of(new NewTopic("x".repeat(250), 1, (short) 1)))
                        .all()))
                .isInstanceOf(InvalidTopicException.class);
    }

    @Test
    void theNameOfTheMetadataLog() {
        assertCreateRefused(
                new NewTopic("__cluster_metadata", 1, (short) 1),
                InvalidRequestException.class,
                "Creation of internal topic __cluster_metadata is prohibited.");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -2})
    void aPartitionCountThatIsNotOne(int count) {
        assertCreateRefused(
                new NewTopic(uniqueTopic("count"), count, (short) 1),
                InvalidPartitionsException.class,
                "Number of partitions was set to an invalid non-positive value.");
    }

    @Test
    void aReplicationFactorThatIsNotOne() {
        assertCreateRefused(
                new NewTopic(uniqueTopic("factor"), 1, (short) 0),
                InvalidReplicationFactorException.class,
                "Replication factor must be larger than 0, or -1 to use the default value.");
    }

    @Test
    void moreReplicasThanBrokers() {
        assertCreateRefused(
                new NewTopic(uniqueTopic("factor"), 1, (short) 2),
                InvalidReplicationFactorException.class,
                "Unable to replicate the partition 2 time(s): The target replication factor of 2 cannot be reached"
                        + " because only 1 broker(s) are registered or some brokers have all their log directories"
                        + " cordoned.");
    }

    @Test
    void replicasOnABrokerThatIsNotThere() {
        NewTopic wanted = new NewTopic(uniqueTopic("replicas"), Map.of(0, List.of(99)));
        assertThatThrownBy(() -> Clients.get(admin.createTopics(List.of(wanted)).all()))
                .isInstanceOf(InvalidReplicaAssignmentException.class);
    }

    @Test
    void partitionsThatAreNotNumberedFromZero() {
        NewTopic wanted = new NewTopic(uniqueTopic("gap"), Map.of(1, List.of(1)));
        assertThatThrownBy(() -> Clients.get(admin.createTopics(List.of(wanted)).all()))
                .isInstanceOf(InvalidReplicaAssignmentException.class);
    }

    @Test
    void aConfigThatDoesNotExist() {
        assertCreateRefused(
                new NewTopic(uniqueTopic("config"), 1, (short) 1).configs(Map.of("no.such.config", "1")),
                InvalidConfigurationException.class,
                "Unknown topic config name: no.such.config");
    }

    @Test
    void aConfigValueThatIsNotAllowed() {
        assertCreateRefused(
                new NewTopic(uniqueTopic("config"), 1, (short) 1).configs(Map.of("retention.ms", "soon")),
                InvalidConfigurationException.class,
                "Invalid value soon for configuration retention.ms: Not a number of type LONG");
        assertCreateRefused(
                new NewTopic(uniqueTopic("config"), 1, (short) 1).configs(Map.of("cleanup.policy", "shred")),
                InvalidConfigurationException.class,
                "Invalid value shred for configuration cleanup.policy: String must be one of: compact, delete");
    }

    @Test
    void nothingIsMadeOfARefusedTopicAndItsNeighbourIs() {
        String good = uniqueTopic("good");
        String bad = uniqueTopic("bad");
        var result = admin.createTopics(List.of(new NewTopic(good, 1, (short) 1), new NewTopic(bad, 0, (short) 1)));
        Clients.get(result.values().get(good));
        assertThatThrownBy(() -> Clients.get(result.values().get(bad))).isInstanceOf(InvalidPartitionsException.class);
        assertThat(Clients.get(admin.listTopics().names())).contains(good).doesNotContain(bad);
    }

    @Test
    void fewerPartitionsThanThereAre() {
        String topic = uniqueTopic("shrink");
        Clients.createTopic(target, topic, 3, Map.of());
        assertGrowthRefused(
                topic,
                NewPartitions.increaseTo(2),
                "The topic " + topic + " currently has 3 partition(s); 2 would not be an increase.");
        assertGrowthRefused(topic, NewPartitions.increaseTo(3), "Topic already has 3 partition(s).");
    }

    @Test
    void moreAssignmentsThanNewPartitions() {
        String topic = uniqueTopic("assign");
        Clients.createTopic(target, topic, 1, Map.of());
        var wrong = NewPartitions.increaseTo(2, List.of(List.of(1), List.of(1)));
        assertThatThrownBy(() ->
                        Clients.get(admin.createPartitions(Map.of(topic, wrong)).all()))
                .isInstanceOf(InvalidReplicaAssignmentException.class);
    }

    @Test
    void aTopicThatDoesNotExist() {
        String topic = uniqueTopic("missing");
        assertThatThrownBy(
                        () -> Clients.get(admin.describeTopics(List.of(topic)).allTopicNames()))
                .isInstanceOf(UnknownTopicOrPartitionException.class);
        assertThatThrownBy(() -> Clients.get(admin.deleteTopics(List.of(topic)).all()))
                .isInstanceOf(UnknownTopicOrPartitionException.class);
        assertThatThrownBy(() -> Clients.get(admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(2)))
                        .all()))
                .isInstanceOf(UnknownTopicOrPartitionException.class);
        assertThatThrownBy(() -> Clients.get(admin.deleteTopics(TopicCollection.ofTopicIds(List.of(Uuid.randomUuid())))
                        .all()))
                .isInstanceOf(UnknownTopicIdException.class);
        assertThat(Clients.get(admin.listTopics().names())).doesNotContain(topic);
    }

    @Test
    void morePartitionsThanOneRequestMayMake() {
        var wanted = new NewTopic(uniqueTopic("huge"), Optional.of(10_001), Optional.empty());
        assertThatThrownBy(() -> Clients.get(admin.createTopics(List.of(wanted)).all()))
                .isInstanceOf(PolicyViolationException.class);
    }

    private void assertCreateRefused(NewTopic topic, Class<? extends Throwable> error, String message) {
        assertThatThrownBy(() -> Clients.get(admin.createTopics(List.of(topic)).all()))
                .isInstanceOf(error)
                .hasMessage(message);
    }

    private void assertGrowthRefused(String topic, NewPartitions wanted, String message) {
        assertThatThrownBy(() -> Clients.get(
                        admin.createPartitions(Map.of(topic, wanted)).all()))
                .isInstanceOf(InvalidPartitionsException.class)
                .hasMessage(message);
    }
}
