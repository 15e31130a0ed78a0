package io.ottla.compat.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.compat.Await;
import io.ottla.compat.OnBothTargets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.junit.jupiter.api.Test;

/** Clients that are over their quotas are made to wait, as their own metrics say, and lose nothing by it. */
class ThrottledClientsTest extends OnBothTargets {
    private static final Duration THROTTLED_WITHIN = Duration.ofSeconds(60);
    private static final int VALUE_BYTES = 30_000;

    /** A little over three values in the ten seconds over which the brokers measure. */
    private static final double BYTES_PER_SECOND = 10_000;

    @Test
    void aProducerThatSendsTooMuch() {
        String topic = topic("sent");
        String client = uniqueTopic("client");
        setQuota(client, "producer_byte_rate", BYTES_PER_SECOND);
        try (Producer<String, String> producer = Clients.producer(target, Map.of("client.id", client))) {
            Await.until(THROTTLED_WITHIN, () -> "the producer to be throttled", () -> {
                producer.send(new ProducerRecord<>(topic, value(0)));
                producer.flush();
                return isThrottled(producer.metrics(), "produce-throttle-time-max");
            });
        } finally {
            removeQuota(client, "producer_byte_rate");
        }
    }

    @Test
    void aClientThatTakesTooMuchTime() {
        String topic = topic("asked");
        String client = uniqueTopic("client");
        setQuota(client, "request_percentage", 0.01);
        try (Producer<String, String> producer = Clients.producer(target, Map.of("client.id", client))) {
            Await.until(THROTTLED_WITHIN, () -> "the producer to be throttled", () -> {
                producer.send(new ProducerRecord<>(topic, "a"));
                producer.flush();
                return isThrottled(producer.metrics(), "produce-throttle-time-max");
            });
        } finally {
            removeQuota(client, "request_percentage");
        }
    }

    @Test
    void aConsumerThatFetchesTooMuchAndGoesOn() {
        String topic = topic("fetched");
        try (Producer<String, String> producer = Clients.producer(target, Map.of())) {
            for (int number = 0; number < 6; number++) {
                producer.send(new ProducerRecord<>(topic, value(number)));
                producer.flush();
            }
        }
        String client = uniqueTopic("client");
        setQuota(client, "consumer_byte_rate", BYTES_PER_SECOND);
        Map<String, Object> settings = Map.of(
                "client.id", client,
                "auto.offset.reset", "earliest",
                "fetch.max.bytes", VALUE_BYTES,
                "max.partition.fetch.bytes", VALUE_BYTES);
        List<String> values = new ArrayList<>();
        try (Consumer<String, String> consumer = Clients.consumer(target, settings)) {
            consumer.assign(List.of(new TopicPartition(topic, 0)));
            Await.until(THROTTLED_WITHIN, () -> "all records, of which there are " + values.size(), () -> {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
                    values.add(record.value());
                }
                return values.size() == 6;
            });
            assertThat(isThrottled(consumer.metrics(), "fetch-throttle-time-max"))
                    .isTrue();
        } finally {
            removeQuota(client, "consumer_byte_rate");
        }
        assertThat(values)
                .containsExactlyElementsOf(IntStream.range(0, 6)
                        .mapToObj(ThrottledClientsTest::value)
                        .toList());
    }

    private String topic(String meaning) {
        String topic = uniqueTopic(meaning);
        Clients.createTopic(target, topic, 1, Map.of());
        return topic;
    }

    private static String value(int number) {
        return Integer.toString(number).repeat(VALUE_BYTES);
    }

    private static boolean isThrottled(Map<MetricName, ? extends Metric> metrics, String name) {
        return metrics.entrySet().stream()
                .filter(metric -> metric.getKey().name().equals(name))
                .anyMatch(metric -> (double) metric.getValue().metricValue() > 0);
    }

    private void setQuota(String client, String key, double limit) {
        alter(client, new ClientQuotaAlteration.Op(key, limit));
    }

    private void removeQuota(String client, String key) {
        alter(client, new ClientQuotaAlteration.Op(key, null));
    }

    private void alter(String client, ClientQuotaAlteration.Op op) {
        ClientQuotaEntity entity = new ClientQuotaEntity(Map.of(ClientQuotaEntity.CLIENT_ID, client));
        try (Admin admin = Clients.admin(target)) {
            Clients.get(admin.alterClientQuotas(List.of(new ClientQuotaAlteration(entity, List.of(op))))
                    .all());
        }
    }
}
