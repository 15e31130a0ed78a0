package io.ottla.compat.clients;

import io.ottla.compat.Await;
import io.ottla.compat.process.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Stock clients, pointed at a target. */
public final class Clients {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);

    private Clients() {}

    public static Admin admin(Target target) {
        return Admin.create(Map.of("bootstrap.servers", target.bootstrap()));
    }

    /** A producer of strings with the client's own defaults: idempotent, acks=all, five requests in flight. */
    public static Producer<String, String> producer(Target target, Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("bootstrap.servers", target.bootstrap());
        all.putIfAbsent("max.block.ms", 20_000);
        return new KafkaProducer<>(all, new StringSerializer(), new StringSerializer());
    }

    /** A consumer of strings without a group, for {@code assign}. */
    public static Consumer<String, String> consumer(Target target, Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("bootstrap.servers", target.bootstrap());
        all.putIfAbsent("auto.offset.reset", "none");
        all.putIfAbsent("default.api.timeout.ms", 20_000);
        return new KafkaConsumer<>(all, new StringDeserializer(), new StringDeserializer());
    }

    /**
     * Makes a topic and waits until its partitions serve. The answer to the creation does not promise that yet: for a
     * moment the reference does not know the topic, or is not its leader, which clients retry, but raw sockets do not.
     */
    public static void createTopic(Target target, String topic, int partitions, Map<String, String> configs) {
        try (Admin admin = admin(target)) {
            NewTopic wanted = new NewTopic(topic, Optional.of(partitions), Optional.empty()).configs(configs);
            get(admin.createTopics(List.of(wanted)).all());
            Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
            for (int partition = 0; partition < partitions; partition++) {
                ends.put(new TopicPartition(topic, partition), OffsetSpec.latest());
            }
            Await.until(ANSWER_WITHIN, () -> topic + " to serve", () -> serves(admin, ends));
        }
    }

    private static boolean serves(Admin admin, Map<TopicPartition, OffsetSpec> partitions) {
        try {
            get(admin.listOffsets(partitions).all());
            return true;
        } catch (UnknownTopicOrPartitionException e) {
            return false;
        }
    }

    /** The future's value; what the broker refused comes out as the exception the client made of it. */
    public static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get(ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException refused) {
                throw refused;
            }
            throw new IllegalStateException(e);
        } catch (TimeoutException e) {
            throw new AssertionError("no answer within " + ANSWER_WITHIN.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Polls until {@code count} records have come, and fails if they do not come in time. */
    public static <K, V> List<ConsumerRecord<K, V>> poll(Consumer<K, V> consumer, int count) {
        List<ConsumerRecord<K, V>> records = new ArrayList<>();
        long deadlineNanos = System.nanoTime() + ANSWER_WITHIN.toNanos();
        while (records.size() < count) {
            if (System.nanoTime() - deadlineNanos > 0) {
                throw new AssertionError("got " + records.size() + " of " + count + " records");
            }
            consumer.poll(Duration.ofMillis(200)).forEach(records::add);
        }
        return records;
    }
}
