package io.ottla.compat.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.compat.OnBothTargets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How much a fetch brings, and how long it waits for it. */
class FetchLimitsTest extends OnBothTargets {

    @ParameterizedTest
    @ValueSource(strings = {"max.partition.fetch.bytes", "fetch.max.bytes"})
    void aBatchLargerThanTheLimitStillComes(String limit) {
        TopicPartition partition = new TopicPartition(uniqueTopic("small-fetch"), 0);
        Clients.createTopic(target, partition.topic(), 1, Map.of());
        try (Producer<String, String> producer = Clients.producer(target, Map.of("linger.ms", 60_000))) {
            for (int i = 0; i < 30; i++) {
                producer.send(new ProducerRecord<>(partition.topic(), 0, null, i + "x".repeat(1000)));
                if (i % 10 == 9) {
                    producer.flush();
                }
            }
        }
        try (Consumer<String, String> consumer = Clients.consumer(target, Map.of(limit, 100))) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            List<ConsumerRecord<String, String>> records = Clients.poll(consumer, 30);
            assertThat(records)
                    .extracting(ConsumerRecord::value)
                    .containsExactlyElementsOf(IntStream.range(0, 30)
                            .mapToObj(i -> i + "x".repeat(1000))
                            .toList());
        }
    }

    @Test
    void aSmallLimitOverManyPartitionsStarvesNone() {
        String topic = uniqueTopic("many-partitions");
        int partitions = 20;
        int perPartition = 20;
        Clients.createTopic(target, topic, partitions, Map.of());
        try (Producer<String, String> producer = Clients.producer(target, Map.of("linger.ms", 0))) {
            for (int i = 0; i < perPartition; i++) {
                for (int p = 0; p < partitions; p++) {
                    producer.send(new ProducerRecord<>(topic, p, null, p + " " + i + "x".repeat(500)));
                }
                producer.flush();
            }
        }
        List<TopicPartition> all = IntStream.range(0, partitions)
                .mapToObj(p -> new TopicPartition(topic, p))
                .toList();
        Map<String, Object> settings = Map.of("fetch.max.bytes", 4_000, "max.partition.fetch.bytes", 1_000);
        try (Consumer<String, String> consumer = Clients.consumer(target, settings)) {
            consumer.assign(all);
            consumer.seekToBeginning(all);
            List<ConsumerRecord<String, String>> records = Clients.poll(consumer, partitions * perPartition);
            for (int p = 0; p < partitions; p++) {
                int partition = p;
                assertThat(records.stream().filter(r -> r.partition() == partition))
                        .extracting(ConsumerRecord::offset)
                        .containsExactlyElementsOf(IntStream.range(0, perPartition)
                                .asLongStream()
                                .boxed()
                                .toList());
            }
        }
    }

    /** The fetch would wait for ten minutes: that anything comes at all shows that the append woke it. */
    @Test
    void aWaitingFetchIsWokenByTheAppend() throws Exception {
        TopicPartition partition = new TopicPartition(uniqueTopic("long-poll"), 0);
        Clients.createTopic(target, partition.topic(), 1, Map.of());
        Map<String, Object> patient = Map.of("fetch.max.wait.ms", 600_000, "request.timeout.ms", 700_000);
        Consumer<String, String> consumer = Clients.consumer(target, patient);
        try (Producer<String, String> producer = Clients.producer(target, Map.of())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            assertThat(consumer.poll(Duration.ofMillis(500))).isEmpty();
            for (int i = 0; i < 5; i++) {
                producer.send(new ProducerRecord<>(partition.topic(), "value " + i))
                        .get();
                ConsumerRecords<String, String> records = consumer.poll(Duration.ofSeconds(30));
                assertThat(records).extracting(ConsumerRecord::value).containsExactly("value " + i);
            }
        } finally {
            closeAtOnce(consumer);
        }
    }

    @Test
    void aFetchWaitsUntilEnoughBytesAreThere() throws Exception {
        List<TopicPartition> partitions = new ArrayList<>();
        String topic = uniqueTopic("min-bytes");
        Clients.createTopic(target, topic, 2, Map.of());
        partitions.add(new TopicPartition(topic, 0));
        partitions.add(new TopicPartition(topic, 1));
        Map<String, Object> patient =
                Map.of("fetch.max.wait.ms", 600_000, "request.timeout.ms", 700_000, "fetch.min.bytes", 5_000);
        Consumer<String, String> consumer = Clients.consumer(target, patient);
        try (Producer<String, String> producer = Clients.producer(target, Map.of())) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var fetched = CompletableFuture.supplyAsync(() -> Clients.poll(consumer, 2));
            producer.send(new ProducerRecord<>(topic, 0, null, "x".repeat(3_000)))
                    .get();
            producer.send(new ProducerRecord<>(topic, 1, null, "y".repeat(3_000)))
                    .get();
            assertThat(fetched.get(30, TimeUnit.SECONDS)).hasSize(2);
        } finally {
            closeAtOnce(consumer);
        }
    }

    /** Without waiting for the answer to the fetch that is still parked. */
    private static void closeAtOnce(Consumer<String, String> consumer) {
        consumer.close(CloseOptions.timeout(Duration.ZERO));
    }

    @Test
    void aFetchThatBringsNothingIsAnsweredWhenItsTimeIsUp() {
        TopicPartition partition = new TopicPartition(uniqueTopic("nothing"), 0);
        Clients.createTopic(target, partition.topic(), 1, Map.of());
        Map<String, Object> settings = Map.of("fetch.max.wait.ms", 50, "request.timeout.ms", 5_000);
        try (Consumer<String, String> consumer = Clients.consumer(target, settings)) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            assertThat(consumer.poll(Duration.ofSeconds(1))).isEmpty();
            assertThat(consumer.metrics().values().stream()
                            .filter(m -> m.metricName().name().equals("fetch-total"))
                            .mapToDouble(m -> (double) m.metricValue())
                            .max()
                            .orElse(0))
                    .isGreaterThan(2);
        }
    }
}
