package io.ottla.client.v21;

import io.ottla.compat.versions.FeatureRun;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Transactions as producers and readers see them. */
public final class Transactions {
    private static final Map<String, Object> COMMITTED_ONLY = Map.of("isolation.level", "read_committed");

    private Transactions() {}

    static void committed(FeatureRun run) throws Exception {
        Session session = new Session(run);
        String topic = session.topic("topic", 1);
        try (Producer<String, String> producer = transactional(session)) {
            producer.beginTransaction();
            Session.send(producer, topic, List.of("one", "two"));
            producer.commitTransaction();
            producer.beginTransaction();
            Session.send(producer, topic, List.of("three"));
            producer.commitTransaction();
        }
        Expect.equal(List.of("one", "two", "three"), session.read(topic, COMMITTED_ONLY, 3));
    }

    static void aborted(FeatureRun run) throws Exception {
        Session session = new Session(run);
        String topic = session.topic("topic", 1);
        try (Producer<String, String> producer = transactional(session)) {
            producer.beginTransaction();
            Session.send(producer, topic, List.of("regretted"));
            producer.abortTransaction();
            producer.beginTransaction();
            Session.send(producer, topic, List.of("kept"));
            producer.commitTransaction();
        }
        Expect.equal(List.of("kept"), session.read(topic, COMMITTED_ONLY, 1));
        Expect.equal(List.of("regretted", "kept"), session.read(topic, Map.of(), 2));
    }

    static void withOffsets(FeatureRun run) throws Exception {
        Session session = new Session(run);
        String topic = session.topic("topic", 1);
        String group = session.name("group");
        TopicPartition partition = new TopicPartition(topic, 0);
        try (Producer<String, String> producer = transactional(session)) {
            producer.beginTransaction();
            Session.send(producer, topic, List.of("made of what was read"));
            producer.sendOffsetsToTransaction(Map.of(partition, new OffsetAndMetadata(7)), group);
            producer.commitTransaction();
        }
        expectCommitted(session, group, partition, 7);
    }

    static void fenced(FeatureRun run) throws Exception {
        Session session = new Session(run);
        String topic = session.topic("topic", 1);
        try (Producer<String, String> older = transactional(session)) {
            older.beginTransaction();
            Session.send(older, topic, List.of("of the older"));
            try (Producer<String, String> newer = transactional(session)) {
                newer.beginTransaction();
                Session.send(newer, topic, List.of("of the newer"));
                expectRefused(older);
                newer.commitTransaction();
            }
        }
        Expect.equal(List.of("of the newer"), session.read(topic, COMMITTED_ONLY, 1));
    }

    private static void expectRefused(Producer<String, String> producer) {
        try {
            producer.commitTransaction();
        } catch (KafkaException e) {
            return;
        }
        throw new AssertionError("expected the commit of a producer that was fenced to fail");
    }

    /** What a group has committed. */
    public static void expectCommitted(Session session, String group, TopicPartition partition, long offset)
            throws Exception {
        try (AdminClient admin = session.admin()) {
            Map<TopicPartition, OffsetAndMetadata> committed =
                    Session.get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
            Expect.that(committed.containsKey(partition), "an offset of " + partition + " among " + committed);
            Expect.equal(offset, committed.get(partition).offset());
        }
    }

    public static Producer<String, String> transactional(Session session) {
        Producer<String, String> producer = session.producer(
                Map.of("transactional.id", session.name("transaction"), "transaction.timeout.ms", 20_000));
        producer.initTransactions();
        return producer;
    }
}
