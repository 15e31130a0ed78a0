package io.ottla.compat.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.compat.OnBothTargets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** A topic nobody made is made when a client asks for it and lets it be made. */
class AutoCreationTest extends OnBothTargets {

    @Test
    void byAProducer() throws Exception {
        String topic = uniqueTopic("auto-produced");
        try (Producer<String, String> producer = Clients.producer(target, Map.of())) {
            assertThat(producer.send(new ProducerRecord<>(topic, "v")).get().offset())
                    .isZero();
        }
        try (Admin admin = Clients.admin(target)) {
            var described = Clients.get(admin.describeTopics(List.of(topic)).allTopicNames());
            assertThat(described.get(topic).partitions()).hasSize(1);
        }
    }

    @Test
    void notByAConsumerThatForbidsIt() {
        String topic = uniqueTopic("auto-forbidden");
        try (Consumer<String, String> consumer = Clients.consumer(target, Map.of("allow.auto.create.topics", false));
                Admin admin = Clients.admin(target)) {
            assertThat(consumer.partitionsFor(topic)).isNullOrEmpty();
            assertThat(Clients.get(admin.listTopics().names())).doesNotContain(topic);
        }
    }

    @Test
    void byAConsumerThatAllowsIt() {
        String topic = uniqueTopic("auto-consumed");
        try (Consumer<String, String> consumer = Clients.consumer(
                        target, Map.of("auto.offset.reset", "earliest", "default.api.timeout.ms", 20_000));
                Producer<String, String> producer = Clients.producer(target, Map.of())) {
            consumer.assign(List.of(new TopicPartition(topic, 0)));
            consumer.poll(Duration.ofSeconds(2));
            producer.send(new ProducerRecord<>(topic, "v"));
            producer.flush();
            assertThat(Clients.poll(consumer, 1)).hasSize(1);
        }
    }
}
