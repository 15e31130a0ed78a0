package io.ottla.client.v28;

import io.ottla.client.v21.Expect;
import io.ottla.client.v21.Session;
import io.ottla.client.v21.Transactions;
import io.ottla.compat.versions.FeatureRun;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;

/** What groups remember, and who changes it. */
final class GroupOffsets {
    private GroupOffsets() {}

    static void inTransaction(FeatureRun run) throws Exception {
        Session session = new Session(run);
        String source = session.topic("source", 1);
        String result = session.topic("result", 1);
        String group = session.name("group");
        session.send(source, Map.of(), List.of("one", "two"));
        TopicPartition partition = new TopicPartition(source, 0);
        try (Consumer<String, String> consumer = session.consumer(Map.of("group.id", group));
                Producer<String, String> producer = Transactions.transactional(session)) {
            consumer.subscribe(List.of(source));
            List<String> read = Session.poll(consumer, 2);
            producer.beginTransaction();
            Session.send(producer, result, read);
            producer.sendOffsetsToTransaction(Map.of(partition, new OffsetAndMetadata(2)), consumer.groupMetadata());
            producer.commitTransaction();
            Expect.equal(List.of("one", "two"), session.read(result, Map.of("isolation.level", "read_committed"), 2));
        }
        Transactions.expectCommitted(session, group, partition, 2);
    }

    static void committed(FeatureRun run) throws Exception {
        Session session = new Session(run);
        String topic = session.topic("topic", 2);
        TopicPartition first = new TopicPartition(topic, 0);
        TopicPartition second = new TopicPartition(topic, 1);
        try (Consumer<String, String> consumer = session.consumer(Map.of("group.id", session.name("group")))) {
            consumer.assign(List.of(first, second));
            OffsetAndMetadata offset = new OffsetAndMetadata(3, "with a note");
            consumer.commitSync(Map.of(first, offset));
            Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(Set.of(first, second));
            Expect.equal(offset.offset(), committed.get(first).offset());
            Expect.equal(offset.metadata(), committed.get(first).metadata());
            Expect.equal(null, committed.get(second));
        }
    }

    static void altered(FeatureRun run) throws Exception {
        Session session = new Session(run);
        String topic = session.topic("topic", 1);
        String group = session.name("group");
        TopicPartition partition = new TopicPartition(topic, 0);
        try (Admin admin = session.admin()) {
            Session.get(admin.alterConsumerGroupOffsets(group, Map.of(partition, new OffsetAndMetadata(5)))
                    .all());
            Transactions.expectCommitted(session, group, partition, 5);
            Session.get(
                    admin.deleteConsumerGroupOffsets(group, Set.of(partition)).all());
            Map<TopicPartition, OffsetAndMetadata> left =
                    Session.get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
            Expect.that(!left.containsKey(partition), "the offset to be gone");
        }
    }

    static void removedMembers(FeatureRun run) throws Exception {
        Session session = new Session(run);
        String topic = session.topic("topic", 1);
        String group = session.name("group");
        Map<String, Object> settings = Map.of("group.id", group, "group.instance.id", "one");
        try (Admin admin = session.admin();
                Consumer<String, String> consumer = session.consumer(settings)) {
            consumer.subscribe(List.of(topic));
            Expect.soon("a partition", () -> {
                Expect.that(consumer.poll(Duration.ofMillis(50)).isEmpty(), "no record");
                return consumer.assignment().size() == 1;
            });
            Session.get(admin.removeMembersFromConsumerGroup(group, new RemoveMembersFromConsumerGroupOptions())
                    .all());
            Expect.equal(
                    0,
                    Session.get(admin.describeConsumerGroups(List.of(group)).all())
                            .get(group)
                            .members()
                            .size());
        }
    }
}
