package io.ottla.junit.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.annotation.EnableKafka;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

/** A Spring application with a listener and a template finds the broker of the annotation. */
@SpringJUnitConfig
@EmbeddedOttla(
        partitions = 3,
        topics = {"orders", "${topic.of.the.test}"},
        brokerProperties = {"message.max.bytes=${limit.of.the.test}", "log.retention.hours=7"},
        brokerPropertiesLocation = "classpath:broker.properties")
@TestPropertySource(properties = {"topic.of.the.test=payments", "limit.of.the.test=2097152"})
class EmbeddedOttlaTest {
    private static final int PATIENCE_S = 30;

    @Autowired
    private EmbeddedKafkaBroker broker;

    @Autowired
    private KafkaTemplate<String, String> template;

    @Autowired
    private Application application;

    @Value("${spring.embedded.kafka.brokers}")
    private String address;

    @Test
    void theApplicationIsToldWhereItIs() {
        assertThat(address)
                .isEqualTo(broker.getBrokersAsString())
                .isEqualTo(System.getProperty("spring.kafka.bootstrap-servers"));
    }

    @Test
    void aListenerHearsWhatATemplateSends() throws InterruptedException, ExecutionException {
        template.send("orders", "pears", "three").get();
        ConsumerRecord<String, String> heard = application.heard.poll(PATIENCE_S, TimeUnit.SECONDS);
        assertThat(heard).isNotNull();
        assertThat(heard.key() + " " + heard.value()).isEqualTo("pears three");
    }

    @Test
    void topicsAndSettingsAreAsTheAnnotationSays() throws ExecutionException, InterruptedException {
        assertThat(broker.getTopics()).containsExactlyInAnyOrder("orders", "payments");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", address))) {
            assertThat(admin.describeTopics(List.of("payments"))
                            .allTopicNames()
                            .get()
                            .get("payments")
                            .partitions())
                    .hasSize(3);
            assertThat(brokerSetting(admin, "message.max.bytes")).isEqualTo("2097152");
            assertThat(brokerSetting(admin, "log.retention.hours")).isEqualTo("7");
            assertThat(brokerSetting(admin, "log.roll.hours")).isEqualTo("5");
        }
    }

    private static String brokerSetting(Admin admin, String key) throws ExecutionException, InterruptedException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.BROKER, "1");
        return admin.describeConfigs(List.of(resource))
                .all()
                .get()
                .get(resource)
                .get(key)
                .value();
    }

    /** What an application has. */
    @Configuration
    @EnableKafka
    static class Application {
        final BlockingQueue<ConsumerRecord<String, String>> heard = new ArrayBlockingQueue<>(100);

        @KafkaListener(topics = "orders", groupId = "application")
        void hear(ConsumerRecord<String, String> order) {
            heard.add(order);
        }

        @Bean
        ProducerFactory<String, String> producerFactory(@Value("${spring.kafka.bootstrap-servers}") String address) {
            return new DefaultKafkaProducerFactory<>(
                    Map.of("bootstrap.servers", address), new StringSerializer(), new StringSerializer());
        }

        @Bean
        KafkaTemplate<String, String> template(ProducerFactory<String, String> producerFactory) {
            return new KafkaTemplate<>(producerFactory);
        }

        @Bean
        ConcurrentKafkaListenerContainerFactory<String, String> kafkaListenerContainerFactory(
                @Value("${spring.kafka.bootstrap-servers}") String address) {
            ConcurrentKafkaListenerContainerFactory<String, String> factory =
                    new ConcurrentKafkaListenerContainerFactory<>();
            factory.setConsumerFactory(new DefaultKafkaConsumerFactory<>(
                    Map.of("bootstrap.servers", address, "auto.offset.reset", "earliest"),
                    new StringDeserializer(),
                    new StringDeserializer()));
            return factory;
        }
    }
}
