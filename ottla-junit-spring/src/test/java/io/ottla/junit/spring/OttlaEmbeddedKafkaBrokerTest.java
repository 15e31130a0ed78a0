package io.ottla.junit.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.utils.KafkaTestUtils;

/** The broker by its interface, as tests use it that make one themselves. */
class OttlaEmbeddedKafkaBrokerTest {
    private static final String LIST_PROPERTY = "address.of.the.test";

    private final OttlaEmbeddedKafkaBroker made = new OttlaEmbeddedKafkaBroker(2, "orders");
    private final EmbeddedKafkaBroker broker = made.brokerListProperty(LIST_PROPERTY);

    @AfterEach
    void stop() {
        broker.destroy();
    }

    private Consumer<String, String> consumer() {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.getBrokersAsString(), "group.id", "g"),
                new StringDeserializer(),
                new StringDeserializer());
    }

    private void send(String topic, String value) throws ExecutionException, InterruptedException {
        try (Producer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.getBrokersAsString()),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, value)).get();
        }
    }

    @Test
    void itListensWhereItIsTold() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        broker.kafkaPorts(port).afterPropertiesSet();
        assertThat(broker.getBrokersAsString()).isEqualTo("localhost:" + port);
        assertThatThrownBy(() -> broker.kafkaPorts(0, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void systemPropertiesSayWhereItIsWhileItRuns() {
        System.setProperty(LIST_PROPERTY, "as it was");
        broker.afterPropertiesSet();
        assertThat(System.getProperty(LIST_PROPERTY)).isEqualTo(broker.getBrokersAsString());
        assertThat(System.getProperty(EmbeddedKafkaBroker.SPRING_EMBEDDED_KAFKA_BROKERS))
                .isEqualTo(broker.getBrokersAsString());
        broker.destroy();
        assertThat(System.clearProperty(LIST_PROPERTY)).isEqualTo("as it was");
        assertThatThrownBy(broker::getBrokersAsString).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void topicsAreAddedAndFailuresTold() {
        broker.afterPropertiesSet();
        broker.addTopics("second");
        broker.addTopics(new NewTopic("third", Optional.of(4), Optional.empty()));
        assertThat(broker.getTopics()).containsExactlyInAnyOrder("orders", "second", "third");

        Map<String, Exception> results = broker.addTopicsWithResults("second", "fourth");
        assertThat(results).containsOnlyKeys("second", "fourth").containsEntry("fourth", null);
        assertThat(results.get("second")).hasCauseInstanceOf(TopicExistsException.class);
        assertThatThrownBy(() -> broker.addTopics(new NewTopic("fifth", 1, (short) 2)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aConsumerIsPutAtTheBeginningOrTheEnd() throws ExecutionException, InterruptedException {
        broker.afterPropertiesSet();
        send("orders", "early");
        try (Consumer<String, String> consumer = consumer()) {
            broker.consumeFromAnEmbeddedTopic(consumer, "orders");
            assertThat(KafkaTestUtils.getSingleRecord(consumer, "orders").value())
                    .isEqualTo("early");
        }
        try (Consumer<String, String> consumer = consumer()) {
            broker.consumeFromAllEmbeddedTopics(consumer, true);
            send("orders", "late");
            assertThat(KafkaTestUtils.getSingleRecord(consumer, "orders").value())
                    .isEqualTo("late");
        }
        try (Consumer<String, String> consumer = consumer()) {
            assertThatThrownBy(() -> broker.consumeFromEmbeddedTopics(consumer, "elsewhere"))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void aTopicThatIsMadeOnDemandHasAsManyPartitions() {
        broker.brokerProperties(Map.of("group.initial.rebalance.delay.ms", "0")).afterPropertiesSet();
        try (Consumer<String, String> consumer = consumer()) {
            assertThat(consumer.partitionsFor("on-demand")).hasSize(broker.getPartitionsPerTopic());
        }
    }
}
