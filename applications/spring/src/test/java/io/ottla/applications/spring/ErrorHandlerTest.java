package io.ottla.applications.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.compat.Application;
import io.ottla.compat.OnBothTargets;
import io.ottla.compat.OneTopic;
import io.ottla.compat.clients.Clients;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.util.backoff.FixedBackOff;

/** What a listener fails at is tried again, then put into the dead-letter topic; the listener goes on with what follows. */
class ErrorHandlerTest extends OnBothTargets {
    private static final Application SPRING = new Application("spring", "Spring Kafka");
    private static final String POISON = "poison";
    private static final int RETRIES = 2;

    @Test
    void poisonBecomesADeadLetter() throws Exception {
        SPRING.check(target, "DefaultErrorHandler: retries, dead-letter topic", () -> {
            String topic = uniqueTopic("spring-errors");
            OneTopic.create(target, topic).send(List.of("one", POISON, "two"));
            OneTopic.create(target, topic + "-dead");
            try (AnnotationConfigApplicationContext context =
                    Context.of(target, topic, Factories.class, Failing.class)) {
                Received received = context.getBean(Received.class);
                assertThat(received.await(3 + RETRIES)).containsExactly("one", POISON, POISON, POISON, "two");
            }
            assertDeadLetter(topic);
        });
    }

    private void assertDeadLetter(String topic) {
        try (Consumer<String, String> consumer = Clients.consumer(target, Map.of("auto.offset.reset", "earliest"))) {
            consumer.assign(List.of(new TopicPartition(topic + "-dead", 0)));
            List<ConsumerRecord<String, String>> dead = Clients.poll(consumer, 1);
            assertThat(dead).extracting(ConsumerRecord::value).containsExactly(POISON);
            byte[] origin = dead.getFirst()
                    .headers()
                    .lastHeader(KafkaHeaders.DLT_ORIGINAL_TOPIC)
                    .value();
            assertThat(new String(origin, StandardCharsets.UTF_8)).isEqualTo(topic);
        }
    }

    /** A listener that fails at poison. */
    @Configuration(proxyBeanMethods = false)
    public static class Failing {
        private final Received received = new Received();

        @Bean
        public Received received() {
            return received;
        }

        @Bean
        public ConcurrentKafkaListenerContainerFactory<String, String> kafkaListenerContainerFactory(
                ConsumerFactory<String, String> consumers, KafkaTemplate<String, String> template) {
            ConcurrentKafkaListenerContainerFactory<String, String> factory =
                    new ConcurrentKafkaListenerContainerFactory<>();
            factory.setConsumerFactory(consumers);
            DeadLetterPublishingRecoverer recoverer = new DeadLetterPublishingRecoverer(
                    template, (record, failure) -> new TopicPartition(record.topic() + "-dead", record.partition()));
            factory.setCommonErrorHandler(new DefaultErrorHandler(recoverer, new FixedBackOff(50, RETRIES)));
            return factory;
        }

        @KafkaListener(topics = "${topic}", groupId = "${topic}")
        public void listen(String value) {
            received.add(value);
            if (value.equals(POISON)) {
                throw new IllegalStateException("this cannot be dealt with");
            }
        }
    }
}
