package io.ottla.client.v21;

import io.ottla.compat.versions.FeatureRun;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/** What a producer sends comes back as it was. */
final class Producing {
    private static final long TIMESTAMP_MS = 1_700_000_000_123L;

    private Producing() {}

    static void compressed(FeatureRun run, String compression) throws Exception {
        roundTrip(run, Map.of("compression.type", compression, "linger.ms", 5));
    }

    static void idempotent(FeatureRun run) throws Exception {
        roundTrip(run, Map.of("enable.idempotence", "true", "acks", "all", "batch.size", 1000));
    }

    private static void roundTrip(FeatureRun run, Map<String, Object> settings) throws Exception {
        Session session = new Session(run);
        String topic = session.topic("topic", 1);
        List<String> values = Session.values(500);
        session.send(topic, settings, values);
        Expect.equal(values, session.read(topic, Map.of(), values.size()));
    }

    static void acknowledged(FeatureRun run) throws Exception {
        Session session = new Session(run);
        String topic = session.topic("topic", 1);
        // What is not acknowledged may be overtaken by the next producer's record.
        for (String acks : List.of("0", "1", "all")) {
            session.send(topic, Map.of("acks", acks, "enable.idempotence", "false"), List.of(acks));
        }
        Expect.equal(Set.of("0", "1", "all"), Set.copyOf(session.read(topic, Map.of(), 3)));
    }

    static void headers(FeatureRun run) throws Exception {
        Session session = new Session(run);
        String topic = session.topic("topic", 1);
        ProducerRecord<String, String> sent = new ProducerRecord<>(topic, 0, TIMESTAMP_MS, null, "value");
        sent.headers().add("one", "first".getBytes(StandardCharsets.UTF_8));
        sent.headers().add("one", "second".getBytes(StandardCharsets.UTF_8));
        sent.headers().add("none", null);
        try (Producer<String, String> producer = session.producer(Map.of())) {
            Session.get(producer.send(sent));
        }
        ConsumerRecord<String, String> read = readOne(session, topic);
        Expect.equal(TIMESTAMP_MS, read.timestamp());
        Expect.equal(null, read.key());
        List<String> headers = new ArrayList<>();
        for (Header header : read.headers()) {
            headers.add(header.key() + "="
                    + (header.value() == null ? "null" : new String(header.value(), StandardCharsets.UTF_8)));
        }
        Expect.equal(List.of("one=first", "one=second", "none=null"), headers);
    }

    private static ConsumerRecord<String, String> readOne(Session session, String topic) throws Exception {
        List<ConsumerRecord<String, String>> read = new ArrayList<>();
        try (Consumer<String, String> consumer = session.consumer(Map.of())) {
            consumer.assign(List.of(new TopicPartition(topic, 0)));
            Expect.soon("a record", () -> {
                consumer.poll(Duration.ofMillis(100)).forEach(read::add);
                return !read.isEmpty();
            });
        }
        return read.get(0);
    }
}
