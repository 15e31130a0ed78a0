package io.ottla.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.Ottla;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a test class is given that asks for a broker by the annotation. */
@OttlaTest(
        properties = {"num.partitions = 2", "log.retention.hours=7"},
        topics = {"orders:3", "payments"})
class OttlaTestParametersTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static String addressBeforeAll;
    private String addressBeforeEach;

    @BeforeAll
    static void isThereBeforeAll(@BootstrapServers String address) {
        addressBeforeAll = address;
    }

    @BeforeEach
    void isThereBeforeEach(@BootstrapServers String address) {
        addressBeforeEach = address;
    }

    @Test
    void theAddressIsTheBrokersEverywhere(Ottla broker, @BootstrapServers String address) {
        assertThat(address).matches("localhost:[0-9]+").isEqualTo(broker.bootstrapServers());
        assertThat(List.of(addressBeforeAll, addressBeforeEach)).containsOnly(address);
    }

    @Test
    void aConsumerReadsWhatAProducerWrites(Producer<String, Long> producer, Consumer<String, Long> consumer)
            throws ExecutionException, InterruptedException {
        producer.send(new ProducerRecord<>("orders", "pears", 3L)).get();
        producer.send(new ProducerRecord<>("orders", "plums", 4L)).get();

        consumer.subscribe(List.of("orders"));

        assertThat(poll(consumer, 2).stream().map(record -> record.key() + "=" + record.value()))
                .containsExactlyInAnyOrder("pears=3", "plums=4");
    }

    @Test
    void everyConsumerIsOfAGroupOfItsOwnUnlessToldOtherwise(
            KafkaProducer<byte[], String> producer,
            KafkaConsumer<byte[], String> one,
            KafkaConsumer<byte[], String> another,
            @ClientProperties("group.id=told") KafkaConsumer<byte[], String> told)
            throws ExecutionException, InterruptedException {
        producer.send(new ProducerRecord<>("own-groups", "to all")).get();
        for (Consumer<byte[], String> consumer : List.of(one, another, told)) {
            consumer.subscribe(List.of("own-groups"));
            assertThat(poll(consumer, 1)).hasSize(1);
        }
        assertThat(one.groupMetadata().groupId())
                .startsWith("test-")
                .isNotEqualTo(another.groupMetadata().groupId());
        assertThat(told.groupMetadata().groupId()).isEqualTo("told");
    }

    @Test
    void topicsAndSettingsAreAsTheAnnotationSays(Admin admin) throws ExecutionException, InterruptedException {
        var described = admin.describeTopics(Set.of("orders", "payments"))
                .allTopicNames()
                .get();
        assertThat(described.get("orders").partitions()).hasSize(3);
        assertThat(described.get("payments").partitions()).hasSize(2);
    }

    @Nested
    class InANestedClass {
        @Test
        void theBrokerIsThatOfTheClassAroundIt(@BootstrapServers String address) {
            assertThat(address).isEqualTo(addressBeforeAll);
        }
    }

    @Nested
    @OttlaTest
    class InANestedClassThatAsksForOne {
        @Test
        void thereIsAnother(@BootstrapServers String address) {
            assertThat(address).isNotEqualTo(addressBeforeAll);
        }
    }

    private static <K, V> List<ConsumerRecord<K, V>> poll(Consumer<K, V> consumer, int count) {
        List<ConsumerRecord<K, V>> polled = new ArrayList<>();
        long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
        while (polled.size() < count && System.nanoTime() - deadlineNanos < 0) {
            consumer.poll(Duration.ofMillis(100)).forEach(polled::add);
        }
        return polled;
    }
}
