package io.ottla.compat.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ottla.compat.Await;
import io.ottla.compat.OnBothTargets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.admin.TopicListing;
import org.apache.kafka.common.TopicCollection;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicIdException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Topics come, are described, grow and go. */
class AdminTopicsTest extends OnBothTargets {
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
    void aTopicIsCreatedWithACountAndConfigsAndDescribedAsItIs() {
        String topic = uniqueTopic("created");
        NewTopic wanted = new NewTopic(topic, 3, (short) 1).configs(Map.of("retention.ms", "1000"));
        CreateTopicsResult result = admin.createTopics(List.of(wanted));
        Clients.get(result.all());
        Uuid id = Clients.get(result.topicId(topic));

        assertThat(id).isNotEqualTo(Uuid.ZERO_UUID);
        assertThat(Clients.get(result.numPartitions(topic))).isEqualTo(3);
        assertThat(Clients.get(result.replicationFactor(topic))).isEqualTo(1);
        Config config = Clients.get(result.config(topic));
        assertThat(config.get("retention.ms").value()).isEqualTo("1000");
        assertThat(config.get("cleanup.policy").value()).isEqualTo("delete");

        TopicDescription described = describe(topic);
        assertThat(described.topicId()).isEqualTo(id);
        assertThat(described.isInternal()).isFalse();
        assertThat(described.partitions()).hasSize(3).allSatisfy(partition -> {
            assertThat(partition.leader().id()).isEqualTo(1);
            assertThat(partition.leader().port()).isEqualTo(target.settings().port());
            assertThat(partition.replicas()).containsExactly(partition.leader());
            assertThat(partition.isr()).containsExactly(partition.leader());
        });
        assertThat(described.partitions()).extracting(p -> p.partition()).containsExactly(0, 1, 2);
    }

    @Test
    void aTopicIsDescribedByItsId() {
        String topic = uniqueTopic("by-id");
        Clients.createTopic(target, topic, 2, Map.of());
        Uuid id = describe(topic).topicId();
        var byId = admin.describeTopics(TopicCollection.ofTopicIds(List.of(id)));
        assertThat(Clients.get(byId.allTopicIds())).hasSize(1).containsKey(id);
        assertThat(Clients.get(byId.allTopicIds()).get(id).name()).isEqualTo(topic);
    }

    @Test
    void aTopicIsCreatedWithExplicitReplicas() {
        String topic = uniqueTopic("explicit");
        Clients.get(admin.createTopics(List.of(new NewTopic(topic, Map.of(0, List.of(1), 1, List.of(1)))))
                .all());
        Await.until(Duration.ofSeconds(20), () -> topic + " to be known", () -> names().contains(topic));
        assertThat(describe(topic).partitions()).hasSize(2);
    }

    @Test
    void defaultsAreTheBrokersWhenNothingIsAskedFor() {
        String topic = uniqueTopic("defaults");
        var result = admin.createTopics(List.of(new NewTopic(topic, Optional.empty(), Optional.empty())));
        assertThat(Clients.get(result.numPartitions(topic))).isEqualTo(1);
        assertThat(Clients.get(result.replicationFactor(topic))).isEqualTo(1);
    }

    @Test
    void validateOnlyAnswersAsACreationAndMakesNothing() {
        String topic = uniqueTopic("validated");
        var options = new CreateTopicsOptions().validateOnly(true);
        var result = admin.createTopics(List.of(new NewTopic(topic, 4, (short) 1)), options);
        Clients.get(result.all());
        assertThat(Clients.get(result.numPartitions(topic))).isEqualTo(4);
        assertThat(names()).doesNotContain(topic);
    }

    @Test
    void partitionsAreAdded() {
        String topic = uniqueTopic("grown");
        Clients.createTopic(target, topic, 1, Map.of());
        Uuid id = describe(topic).topicId();
        Clients.get(admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(2)))
                .all());
        Clients.get(admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(4, List.of(List.of(1), List.of(1)))))
                .all());
        Await.until(
                Duration.ofSeconds(20),
                () -> "four partitions of " + topic,
                () -> describe(topic).partitions().size() == 4);
        assertThat(describe(topic).topicId()).isEqualTo(id);
    }

    @Test
    void aTopicIsDeletedByNameAndComesBackWithAnotherId() {
        String topic = uniqueTopic("deleted");
        Clients.createTopic(target, topic, 1, Map.of());
        Uuid id = describe(topic).topicId();
        Clients.get(admin.deleteTopics(List.of(topic)).all());
        awaitGone(topic);
        assertThatThrownBy(() -> describe(topic)).isInstanceOf(UnknownTopicOrPartitionException.class);

        Clients.createTopic(target, topic, 1, Map.of());
        Await.until(Duration.ofSeconds(20), () -> topic + " to be back", () -> names().contains(topic));
        assertThat(describe(topic).topicId()).isNotEqualTo(id);
        assertThatThrownBy(() -> Clients.get(admin.describeTopics(TopicCollection.ofTopicIds(List.of(id)))
                        .allTopicIds()))
                .isInstanceOf(UnknownTopicIdException.class);
    }

    @Test
    void aTopicIsDeletedByItsId() {
        String topic = uniqueTopic("deleted-by-id");
        Clients.createTopic(target, topic, 1, Map.of());
        Uuid id = describe(topic).topicId();
        Clients.get(admin.deleteTopics(TopicCollection.ofTopicIds(List.of(id))).all());
        awaitGone(topic);
    }

    @Test
    void listingHasNamesIdsAndNoInternalTopicUnlessAskedFor() {
        String topic = uniqueTopic("listed");
        Clients.createTopic(target, topic, 1, Map.of());
        Map<String, TopicListing> listed = Clients.get(
                admin.listTopics(new ListTopicsOptions().listInternal(true)).namesToListings());
        assertThat(listed).containsKey(topic);
        assertThat(listed.get(topic).topicId()).isEqualTo(describe(topic).topicId());
        assertThat(listed.get(topic).isInternal()).isFalse();
        assertThat(names()).noneMatch(name -> name.startsWith("__"));
    }

    private TopicDescription describe(String topic) {
        return Clients.get(admin.describeTopics(List.of(topic)).allTopicNames()).get(topic);
    }

    private Set<String> names() {
        return Clients.get(admin.listTopics().names());
    }

    private void awaitGone(String topic) {
        Await.until(Duration.ofSeconds(20), () -> topic + " to be gone", () -> !names().contains(topic));
    }
}
