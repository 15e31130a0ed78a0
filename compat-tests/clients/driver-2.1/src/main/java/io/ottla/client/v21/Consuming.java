package io.ottla.client.v21;

import io.ottla.compat.versions.FeatureRun;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** A consumer without a group. */
final class Consuming {
    private static final long FIRST_MS = 1_700_000_000_000L;

    private Consuming() {}

    static void assigned(FeatureRun run) throws Exception {
        Session session = new Session(run);
        String topic = session.topic("topic", 1);
        List<String> values = Session.values(20);
        session.send(topic, Map.of(), values);
        TopicPartition partition = new TopicPartition(topic, 0);
        try (Consumer<String, String> consumer = session.consumer(Map.of("max.poll.records", 20))) {
            consumer.assign(List.of(partition));
            consumer.seek(partition, 15);
            Expect.equal(values.subList(15, 20), Session.poll(consumer, 5));
            consumer.seekToBeginning(List.of(partition));
            Expect.equal(values, Session.poll(consumer, 20));
            consumer.seekToEnd(List.of(partition));
            Expect.equal(20L, consumer.position(partition));
            Expect.equal(Map.of(partition, 0L), consumer.beginningOffsets(List.of(partition)));
            Expect.equal(Map.of(partition, 20L), consumer.endOffsets(List.of(partition)));
            Expect.equal(1, consumer.partitionsFor(topic).size());
            Expect.that(consumer.listTopics().containsKey(topic), "the topic to be listed");
        }
    }

    static void byTime(FeatureRun run) throws Exception {
        Session session = new Session(run);
        String topic = session.topic("topic", 1);
        try (Producer<String, String> producer = session.producer(Map.of())) {
            for (int i = 0; i < 10; i++) {
                Session.get(producer.send(new ProducerRecord<>(topic, 0, FIRST_MS + i * 1000L, "key", "value")));
            }
        }
        TopicPartition partition = new TopicPartition(topic, 0);
        try (Consumer<String, String> consumer = session.consumer(Map.of())) {
            consumer.assign(List.of(partition));
            OffsetAndTimestamp found =
                    consumer.offsetsForTimes(Map.of(partition, FIRST_MS + 3500)).get(partition);
            Expect.equal(4L, found.offset());
            Expect.equal(FIRST_MS + 4000, found.timestamp());
            Map<TopicPartition, OffsetAndTimestamp> none =
                    consumer.offsetsForTimes(Map.of(partition, FIRST_MS + 60_000));
            Expect.equal(null, none.get(partition));
        }
    }

    static void paused(FeatureRun run) throws Exception {
        Session session = new Session(run);
        String topic = session.topic("topic", 1);
        session.send(topic, Map.of(), List.of("one"));
        TopicPartition partition = new TopicPartition(topic, 0);
        try (Consumer<String, String> consumer = session.consumer(Map.of())) {
            consumer.assign(List.of(partition));
            Expect.equal(List.of("one"), Session.poll(consumer, 1));
            consumer.pause(List.of(partition));
            session.send(topic, Map.of(), List.of("two"));
            Expect.that(consumer.poll(Duration.ofMillis(300)).isEmpty(), "no record while paused");
            consumer.resume(List.of(partition));
            Expect.equal(List.of("two"), Session.poll(consumer, 1));
        }
    }
}
