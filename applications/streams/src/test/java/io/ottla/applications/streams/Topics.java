package io.ottla.applications.streams;

import io.ottla.compat.clients.Clients;
import io.ottla.compat.process.Target;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** What goes into an application, and what comes out of it. */
final class Topics {
    private final Target target;

    Topics(Target target) {
        this.target = target;
    }

    void create(String... names) {
        for (String name : names) {
            Clients.createTopic(target, name, 1, Map.of());
        }
    }

    /** Sends records of that time, written as {@code key=value}. */
    void send(String topic, long timestampMs, String... records) throws ExecutionException, InterruptedException {
        try (Producer<String, String> producer = Clients.producer(target, Map.of())) {
            for (String record : records) {
                int equals = record.indexOf('=');
                producer.send(new ProducerRecord<>(
                                topic, 0, timestampMs, record.substring(0, equals), record.substring(equals + 1)))
                        .get();
            }
        }
    }

    /** The first committed records of the topic, as {@code key=value}. */
    List<String> committed(String topic, int count) {
        Map<String, Object> settings = Map.of("auto.offset.reset", "earliest", "isolation.level", "read_committed");
        try (Consumer<String, String> consumer = Clients.consumer(target, settings)) {
            consumer.assign(List.of(new TopicPartition(topic, 0)));
            return Clients.poll(consumer, count).stream().map(Topics::text).toList();
        }
    }

    private static String text(ConsumerRecord<String, String> record) {
        return record.key() + "=" + record.value();
    }
}
