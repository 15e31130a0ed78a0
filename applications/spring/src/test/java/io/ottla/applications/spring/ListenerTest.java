package io.ottla.applications.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.compat.Application;
import io.ottla.compat.Await;
import io.ottla.compat.OnBothTargets;
import io.ottla.compat.clients.Clients;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;

/** {@code @KafkaListener} is given what a {@code KafkaTemplate} sends, and goes on where it left off. */
class ListenerTest extends OnBothTargets {
    private static final Application SPRING = new Application("spring", "Spring Kafka");
    private static final int RECORDS = 50;

    @Test
    void aListenerReadsInOrderAndGoesOnAfterARestart() throws Exception {
        SPRING.check(target, "@KafkaListener: order, commits, restart", () -> {
            String topic = uniqueTopic("spring-listener");
            Clients.createTopic(target, topic, 1, Map.of());
            assertThat(sentAndReceived(topic, "first")).isEqualTo(values("first"));
            awaitCommitted(topic, RECORDS);
            assertThat(sentAndReceived(topic, "second")).isEqualTo(values("second"));
        });
    }

    private List<String> sentAndReceived(String topic, String round) {
        try (AnnotationConfigApplicationContext context = Context.of(target, topic, Factories.class, Listening.class)) {
            KafkaTemplate<String, String> template =
                    context.getBean(Sender.class).template();
            values(round).forEach(value -> template.send(topic, "key", value).join());
            return context.getBean(Received.class).await(RECORDS);
        }
    }

    private static List<String> values(String round) {
        return IntStream.range(0, RECORDS).mapToObj(i -> round + i).toList();
    }

    private void awaitCommitted(String topic, long offset) {
        TopicPartition partition = new TopicPartition(topic, 0);
        try (Admin admin = Clients.admin(target)) {
            Await.until(Duration.ofSeconds(20), () -> "a commit of " + offset, () -> {
                OffsetAndMetadata committed = Clients.get(
                                admin.listConsumerGroupOffsets(topic).partitionsToOffsetAndMetadata())
                        .get(partition);
                return committed != null && committed.offset() == offset;
            });
        }
    }

    /** A bean of a type that says what its template sends. */
    public record Sender(KafkaTemplate<String, String> template) {}

    /** The group is called as the topic. */
    @Configuration(proxyBeanMethods = false)
    public static class Listening {
        private final Received received = new Received();

        @Bean
        public Received received() {
            return received;
        }

        @Bean
        public Sender sender(KafkaTemplate<String, String> template) {
            return new Sender(template);
        }

        @Bean
        public ConcurrentKafkaListenerContainerFactory<String, String> kafkaListenerContainerFactory(
                ConsumerFactory<String, String> consumers) {
            ConcurrentKafkaListenerContainerFactory<String, String> factory =
                    new ConcurrentKafkaListenerContainerFactory<>();
            factory.setConsumerFactory(consumers);
            return factory;
        }

        @KafkaListener(topics = "${topic}", groupId = "${topic}")
        public void listen(String value) {
            received.add(value);
        }
    }
}
