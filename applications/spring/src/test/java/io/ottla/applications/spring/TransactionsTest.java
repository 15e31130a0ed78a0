package io.ottla.applications.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ottla.compat.Application;
import io.ottla.compat.OnBothTargets;
import io.ottla.compat.OneTopic;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.kafka.annotation.EnableKafka;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.transaction.KafkaTransactionManager;

/** Transactions by the template and by the listener's container: what is rolled back is never read. */
class TransactionsTest extends OnBothTargets {
    private static final Application SPRING = new Application("spring", "Spring Kafka");

    @Test
    void theTemplateCommitsAndRollsBack() throws Exception {
        SPRING.check(target, "KafkaTemplate: transactions", () -> {
            String topic = uniqueTopic("spring-template");
            OneTopic log = OneTopic.create(target, topic);
            DefaultKafkaProducerFactory<String, String> producers = producers(target.bootstrap(), topic);
            try {
                KafkaTemplate<String, String> template = new KafkaTemplate<>(producers);
                template.executeInTransaction(t -> t.send(topic, "committed").join());
                assertThatThrownBy(() -> template.executeInTransaction(t -> {
                            t.send(topic, "rolled back").join();
                            throw new IllegalStateException("no");
                        }))
                        .hasMessage("no");
                template.executeInTransaction(
                        t -> t.send(topic, "committed too").join());
            } finally {
                producers.destroy();
            }
            assertThat(log.committed(2)).containsExactly("committed", "committed too");
        });
    }

    @Test
    void aListenerConsumesAndProducesAsOne() throws Exception {
        SPRING.check(target, "listener: consume, transform, produce in a transaction", () -> {
            String topic = uniqueTopic("spring-ctp");
            OneTopic.create(target, topic).send(List.of("a", "b", "c"));
            OneTopic out = OneTopic.create(target, topic + "-out");
            try (AnnotationConfigApplicationContext context =
                    Context.of(target, topic, Factories.class, Transforming.class)) {
                assertThat(context.isRunning()).isTrue();
                assertThat(out.committed(3)).containsExactly("A", "B", "C");
            }
        });
    }

    private static DefaultKafkaProducerFactory<String, String> producers(String bootstrap, String transactionalId) {
        DefaultKafkaProducerFactory<String, String> producers = new DefaultKafkaProducerFactory<>(
                Map.of("bootstrap.servers", bootstrap), new StringSerializer(), new StringSerializer());
        producers.setTransactionIdPrefix(transactionalId + "-");
        return producers;
    }

    /** Writes in capitals, and fails at "b" once when it has written already. */
    @Configuration(proxyBeanMethods = false)
    @EnableKafka
    public static class Transforming {
        private final AtomicBoolean failed = new AtomicBoolean();

        @Bean
        public ProducerFactory<String, String> transactional(Environment environment) {
            return producers(environment.getRequiredProperty("bootstrap"), environment.getRequiredProperty("topic"));
        }

        @Bean
        public KafkaTransactionManager<String, String> transactions(ProducerFactory<String, String> transactional) {
            return new KafkaTransactionManager<>(transactional);
        }

        @Bean
        public KafkaTemplate<String, String> transactionalTemplate(ProducerFactory<String, String> transactional) {
            return new KafkaTemplate<>(transactional);
        }

        @Bean
        public ConcurrentKafkaListenerContainerFactory<String, String> kafkaListenerContainerFactory(
                ConsumerFactory<String, String> consumers, KafkaTransactionManager<String, String> transactions) {
            ConcurrentKafkaListenerContainerFactory<String, String> factory =
                    new ConcurrentKafkaListenerContainerFactory<>();
            factory.setConsumerFactory(consumers);
            factory.getContainerProperties().setKafkaAwareTransactionManager(transactions);
            return factory;
        }

        @Bean
        public Transformer transformer(KafkaTemplate<String, String> transactionalTemplate) {
            return new Transformer(transactionalTemplate, failed);
        }
    }

    /** The listener itself. */
    public static class Transformer {
        private final KafkaTemplate<String, String> template;
        private final AtomicBoolean failed;

        Transformer(KafkaTemplate<String, String> template, AtomicBoolean failed) {
            this.template = template;
            this.failed = failed;
        }

        @KafkaListener(topics = "${topic}", groupId = "${topic}")
        public void listen(ConsumerRecord<String, String> record) {
            String capitals = record.value().toUpperCase(Locale.ROOT);
            template.send(record.topic() + "-out", capitals).join();
            if (record.value().equals("b") && failed.compareAndSet(false, true)) {
                throw new IllegalStateException("fails once, after it has written");
            }
        }
    }
}
