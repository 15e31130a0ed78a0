package io.ottla.client.v21;

import io.ottla.compat.versions.FeatureRun;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.DescribeClusterResult;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;

/** The admin client. */
final class Administration {
    private Administration() {}

    static void topics(FeatureRun run) throws Exception {
        Session session = new Session(run);
        String topic = session.topic("topic", 3);
        try (AdminClient admin = session.admin()) {
            Expect.that(Session.get(admin.listTopics().names()).contains(topic), "the topic to be listed");
            Session.get(admin.deleteTopics(List.of(topic)).all());
            Expect.soon(
                    "the topic to be gone",
                    () -> !Session.get(admin.listTopics().names()).contains(topic));
        }
    }

    static void describedTopics(FeatureRun run) throws Exception {
        Session session = new Session(run);
        String topic = session.topic("topic", 3);
        try (AdminClient admin = session.admin()) {
            TopicDescription described =
                    Session.get(admin.describeTopics(List.of(topic)).all()).get(topic);
            Expect.equal(3, described.partitions().size());
            Expect.equal(1, described.partitions().get(2).isr().size());
        }
    }

    static void partitions(FeatureRun run) throws Exception {
        Session session = new Session(run);
        String topic = session.topic("topic", 1);
        try (AdminClient admin = session.admin();
                Consumer<String, String> anyClient = session.consumer(Map.of("metadata.max.age.ms", 100))) {
            Session.get(admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(3)))
                    .all());
            Expect.soon("three partitions", () -> anyClient.partitionsFor(topic).size() == 3);
        }
    }

    static void configs(FeatureRun run) throws Exception {
        Session session = new Session(run);
        String topic = session.topic("topic", 1);
        try (AdminClient admin = session.admin()) {
            Config config = describe(admin, topic);
            Expect.equal("delete", config.get("cleanup.policy").value());
            Expect.that(config.get("cleanup.policy").isDefault(), "the default to be called one");
            String node = Session.get(admin.describeCluster().nodes())
                    .iterator()
                    .next()
                    .idString();
            ConfigResource broker = new ConfigResource(ConfigResource.Type.BROKER, node);
            Config ofBroker =
                    Session.get(admin.describeConfigs(List.of(broker)).all()).get(broker);
            Expect.equal(node, ofBroker.get("node.id").value());
        }
    }

    static void alteredConfigs(FeatureRun run) throws Exception {
        Session session = new Session(run);
        String topic = session.topic("topic", 1);
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (AdminClient admin = session.admin()) {
            Config wanted = new Config(List.of(new ConfigEntry("retention.ms", "12345")));
            Session.get(admin.alterConfigs(Map.of(resource, wanted)).all());
            Expect.soon(
                    "the new value",
                    () -> describe(admin, topic).get("retention.ms").value().equals("12345"));
        }
    }

    private static Config describe(AdminClient admin, String topic) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return Session.get(admin.describeConfigs(List.of(resource)).all()).get(resource);
    }

    static void deletedRecords(FeatureRun run) throws Exception {
        Session session = new Session(run);
        String topic = session.topic("topic", 1);
        List<String> values = Session.values(10);
        session.send(topic, Map.of(), values);
        TopicPartition partition = new TopicPartition(topic, 0);
        try (AdminClient admin = session.admin()) {
            long lowWatermark = Session.get(admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(4)))
                            .lowWatermarks()
                            .get(partition))
                    .lowWatermark();
            Expect.equal(4L, lowWatermark);
        }
        Expect.equal(values.subList(4, 10), session.read(topic, Map.of(), 6));
    }

    static void cluster(FeatureRun run) throws Exception {
        try (AdminClient admin = new Session(run).admin()) {
            DescribeClusterResult cluster = admin.describeCluster();
            Expect.equal(1, Session.get(cluster.nodes()).size());
            Expect.that(!Session.get(cluster.clusterId()).isEmpty(), "an id of the cluster");
            Expect.equal(1, Session.get(cluster.controller()).id());
        }
    }

    static void groups(FeatureRun run) throws Exception {
        Session session = new Session(run);
        String topic = session.topic("topic", 1);
        String group = session.name("group");
        session.send(topic, Map.of(), List.of("one"));
        try (AdminClient admin = session.admin()) {
            try (Consumer<String, String> consumer = session.consumer(Map.of("group.id", group))) {
                consumer.subscribe(List.of(topic));
                Expect.equal(List.of("one"), Session.poll(consumer, 1));
                consumer.commitSync();
                ConsumerGroupDescription described = Session.get(
                                admin.describeConsumerGroups(List.of(group)).all())
                        .get(group);
                Expect.equal(1, described.members().size());
                Expect.that(
                        Session.get(admin.listConsumerGroups().all()).stream()
                                .anyMatch(listed -> listed.groupId().equals(group)),
                        "the group to be listed");
            }
            Transactions.expectCommitted(session, group, new TopicPartition(topic, 0), 1);
            Session.get(admin.deleteConsumerGroups(List.of(group)).all());
            Expect.that(
                    Session.get(admin.listConsumerGroups().all()).stream()
                            .noneMatch(listed -> listed.groupId().equals(group)),
                    "the group to be gone");
        }
    }
}
