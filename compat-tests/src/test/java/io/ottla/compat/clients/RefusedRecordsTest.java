package io.ottla.compat.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ottla.compat.OnBothTargets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the broker does not take, and what the producer is told. Nothing of it is in the log afterwards. */
class RefusedRecordsTest extends OnBothTargets {

    @Test
    void aBatchOverTheTopicsLimit() {
        String topic = uniqueTopic("too-large");
        Clients.createTopic(target, topic, 1, Map.of("max.message.bytes", "1000"));
        assertRefused(topic, new ProducerRecord<>(topic, "x".repeat(2000)), RecordTooLargeException.class);
    }

    @Test
    void aRecordWithoutAKeyOnACompactedTopic() {
        String topic = uniqueTopic("keyless");
        Clients.createTopic(target, topic, 1, Map.of("cleanup.policy", "compact"));
        assertRefused(topic, new ProducerRecord<>(topic, "no key"), InvalidRecordException.class);
    }

    @ParameterizedTest
    @CsvSource({"message.timestamp.before.max.ms, -60000", "message.timestamp.after.max.ms, 60000"})
    void aTimestampTooFarFromNow(String limit, long deltaMs) {
        String topic = uniqueTopic("timestamp");
        Clients.createTopic(target, topic, 1, Map.of(limit, "10000"));
        long timestampMs = System.currentTimeMillis() + deltaMs;
        assertRefused(topic, new ProducerRecord<>(topic, 0, timestampMs, "k", "v"), InvalidTimestampException.class);
    }

    @Test
    void aTimestampInTheFarFutureByDefault() {
        String topic = uniqueTopic("future");
        Clients.createTopic(target, topic, 1, Map.of());
        long inTwoHoursMs = System.currentTimeMillis() + 2 * 3_600_000;
        assertRefused(topic, new ProducerRecord<>(topic, 0, inTwoHoursMs, "k", "v"), InvalidTimestampException.class);
    }

    @Test
    void aTopicNameThatIsNotOne() {
        try (Producer<String, String> producer = Clients.producer(target, Map.of())) {
            var record = new ProducerRecord<String, String>("not a topic name", "v");
            assertThatThrownBy(() -> producer.send(record).get()).hasRootCauseInstanceOf(InvalidTopicException.class);
        }
    }

    @Test
    void aPartitionThatDoesNotExist() {
        String topic = uniqueTopic("no-such-partition");
        Clients.createTopic(target, topic, 1, Map.of());
        try (Producer<String, String> producer = Clients.producer(target, Map.of("max.block.ms", 2000))) {
            var record = new ProducerRecord<String, String>(topic, 7, null, "v");
            assertThatThrownBy(() -> producer.send(record).get()).hasRootCauseInstanceOf(TimeoutException.class);
        }
    }

    private void assertRefused(String topic, ProducerRecord<String, String> record, Class<? extends Throwable> error) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("enable.idempotence", false);
        settings.put("max.request.size", 10_000_000);
        try (Producer<String, String> producer = Clients.producer(target, settings)) {
            assertThatThrownBy(() -> producer.send(record).get())
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(error);
        }
        TopicPartition partition = new TopicPartition(topic, 0);
        try (Consumer<String, String> consumer = Clients.consumer(target, Map.of())) {
            assertThat(consumer.endOffsets(List.of(partition))).containsEntry(partition, 0L);
        }
    }
}
