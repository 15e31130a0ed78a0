package io.ottla.image;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Stock clients that write and read a few numbered records. */
final class Clients {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(100);

    private Clients() {}

    static List<String> values(int count) {
        return IntStream.range(0, count).mapToObj(i -> "value " + i).toList();
    }

    static void produce(String bootstrapServers, String topic, String compression, int count)
            throws ExecutionException, InterruptedException {
        try (Producer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "compression.type", compression, "linger.ms", "5"),
                new StringSerializer(),
                new StringSerializer())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (String value : values(count)) {
                sent.add(producer.send(new ProducerRecord<>(topic, value)));
            }
            sent.add(producer.send(new ProducerRecord<>(topic, "last")));
            for (Future<RecordMetadata> each : sent) {
                each.get();
            }
        }
    }

    /** All values of a topic of one partition up to the one that was written last, read as a member of a group. */
    static List<String> consume(String bootstrapServers, String topic) {
        List<String> values = new ArrayList<>();
        long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
        try (Consumer<String, String> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "group.id",
                        "readers-of-" + topic,
                        "auto.offset.reset",
                        "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            while (!values.contains("last") && System.nanoTime() - deadlineNanos < 0) {
                consumer.poll(POLL).forEach(record -> values.add(record.value()));
            }
        }
        values.remove("last");
        return values;
    }
}
