package io.ottla.compat.transactions;

import io.ottla.compat.Await;
import io.ottla.compat.clients.Clients;
import io.ottla.compat.process.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Stock clients that take part in transactions. */
final class Transactional {
    static final Duration SOON = Duration.ofSeconds(60);

    private Transactional() {}

    /** A producer that has not yet said hello ({@code initTransactions}). */
    static Producer<String, String> producer(Target target, String transactionalId, Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(more);
        settings.put("transactional.id", transactionalId);
        return Clients.producer(target, settings);
    }

    /** A producer that may begin transactions. */
    static Producer<String, String> ready(Target target, String transactionalId) {
        Producer<String, String> producer = producer(target, transactionalId, Map.of());
        producer.initTransactions();
        return producer;
    }

    static ProducerRecord<String, String> record(String topic, int partition, String value) {
        return new ProducerRecord<>(topic, partition, null, value);
    }

    /** Sends without waiting: what becomes of it is told by the commit, or by a flush. */
    static void send(Producer<String, String> producer, String topic, int partition, String value) {
        var unused = producer.send(record(topic, partition, value));
    }

    static Consumer<String, String> consumer(Target target, String isolation) {
        return Clients.consumer(target, Map.of("isolation.level", isolation, "auto.offset.reset", "earliest"));
    }

    /** The values in a partition, as one who reads all of it now finds them. */
    static List<String> read(Target target, String isolation, String topic, int partition) {
        try (Consumer<String, String> consumer = consumer(target, isolation)) {
            return read(consumer, new TopicPartition(topic, partition));
        }
    }

    /** Reads a partition from its start to where it ends for this consumer. */
    static List<String> read(Consumer<String, String> consumer, TopicPartition partition) {
        return read(consumer, List.of(partition)).get(partition);
    }

    /** Reads partitions from their starts to where they end for this consumer. */
    static Map<TopicPartition, List<String>> read(Consumer<String, String> consumer, List<TopicPartition> partitions) {
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, List<String>> values = new HashMap<>();
        partitions.forEach(partition -> values.put(partition, new ArrayList<>()));
        Await.until(SOON, () -> "all to be read up to " + ends + "; read " + values, () -> {
            for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(100))) {
                values.get(new TopicPartition(record.topic(), record.partition()))
                        .add(record.value());
            }
            return partitions.stream().allMatch(partition -> consumer.position(partition) >= ends.get(partition));
        });
        return values;
    }

    static List<String> committed(Target target, String topic) {
        return read(target, "read_committed", topic, 0);
    }

    static List<String> uncommitted(Target target, String topic) {
        return read(target, "read_uncommitted", topic, 0);
    }

    /** Where a partition ends for readers of an isolation level. */
    static long end(Admin admin, TopicPartition partition, IsolationLevel isolation) {
        return Clients.get(admin.listOffsets(Map.of(partition, OffsetSpec.latest()), new ListOffsetsOptions(isolation))
                        .all())
                .get(partition)
                .offset();
    }
}
