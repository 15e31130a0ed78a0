package io.ottla.applications.spring;

import java.util.Map;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.kafka.annotation.EnableKafka;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;

/** Consumers and producers as an application would have them. */
@Configuration(proxyBeanMethods = false)
@EnableKafka
public class Factories {

    @Bean
    public ConsumerFactory<String, String> consumerFactory(Environment environment) {
        return new DefaultKafkaConsumerFactory<>(
                Map.of(
                        "bootstrap.servers", environment.getRequiredProperty("bootstrap"),
                        "auto.offset.reset", "earliest",
                        "isolation.level", "read_committed"),
                new StringDeserializer(),
                new StringDeserializer());
    }

    @Bean
    public ProducerFactory<String, String> producerFactory(Environment environment) {
        return new DefaultKafkaProducerFactory<>(
                Map.of("bootstrap.servers", environment.getRequiredProperty("bootstrap")),
                new StringSerializer(),
                new StringSerializer());
    }

    @Bean
    public KafkaTemplate<String, String> template(ProducerFactory<String, String> producerFactory) {
        return new KafkaTemplate<>(producerFactory);
    }
}
