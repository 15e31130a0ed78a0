package io.ottla.compat.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.compat.OnBothTargets;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes in by the producer comes out by the consumer, unchanged and in order. */
class ProducedRecordsTest extends OnBothTargets {

    @ParameterizedTest
    @ValueSource(strings = {"none", "gzip", "snappy", "lz4", "zstd"})
    void keysValuesHeadersAndTimestampsSurviveEveryCompression(String compression) throws Exception {
        String topic = uniqueTopic("survive-" + compression);
        Clients.createTopic(target, topic, 1, Map.of());
        long now = System.currentTimeMillis();
        List<ProducerRecord<String, String>> sent = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            var record = new ProducerRecord<>(topic, 0, now - i, "key " + i % 7, "value " + "x".repeat(i));
            record.headers().add("h", ("header " + i).getBytes(StandardCharsets.UTF_8));
            record.headers().add("h", null);
            sent.add(record);
        }
        sent.add(new ProducerRecord<>(topic, 0, now, null, "no key", List.of()));
        sent.add(new ProducerRecord<>(topic, 0, now, "no value", null, List.of()));
        sent.add(new ProducerRecord<>(topic, 0, now, null, null, List.of()));
        sent.add(new ProducerRecord<>(topic, 0, now, "", "", List.of()));

        try (var producer = Clients.producer(target, Map.of("compression.type", compression, "linger.ms", 50))) {
            sent.forEach(producer::send);
        }

        List<ConsumerRecord<String, String>> got = readAll(topic, sent.size());
        for (int i = 0; i < sent.size(); i++) {
            ConsumerRecord<String, String> record = got.get(i);
            assertThat(record.offset()).isEqualTo(i);
            assertThat(record.key()).isEqualTo(sent.get(i).key());
            assertThat(record.value()).isEqualTo(sent.get(i).value());
            assertThat(record.timestamp()).isEqualTo(sent.get(i).timestamp());
            assertThat(record.timestampType()).isEqualTo(TimestampType.CREATE_TIME);
            assertThat(record.leaderEpoch()).contains(0);
            assertThat(record.headers()).isEqualTo(sent.get(i).headers());
        }
    }

    @Test
    void anIdempotentProducerWithFiveRequestsInFlightKeepsOrderAndMakesNoDuplicates() throws Exception {
        String topic = uniqueTopic("five-in-flight");
        Clients.createTopic(target, topic, 3, Map.of());
        int perPartition = 1_000;
        List<Future<RecordMetadata>> acknowledged = new ArrayList<>();
        Map<String, Object> smallBatches = Map.of(
                "enable.idempotence", true,
                "max.in.flight.requests.per.connection", 5,
                "linger.ms", 0,
                "batch.size", 200);
        try (Producer<String, String> producer = Clients.producer(target, smallBatches)) {
            for (int i = 0; i < perPartition; i++) {
                for (int partition = 0; partition < 3; partition++) {
                    acknowledged.add(producer.send(new ProducerRecord<>(topic, partition, null, "value " + i)));
                }
            }
        }
        for (int n = 0; n < acknowledged.size(); n++) {
            RecordMetadata metadata = acknowledged.get(n).get();
            assertThat(metadata.partition()).isEqualTo(n % 3);
            assertThat(metadata.offset()).isEqualTo(n / 3);
        }
        for (int partition = 0; partition < 3; partition++) {
            List<ConsumerRecord<String, String>> got = readAll(new TopicPartition(topic, partition), perPartition);
            for (int i = 0; i < perPartition; i++) {
                assertThat(got.get(i).offset()).isEqualTo(i);
                assertThat(got.get(i).value()).isEqualTo("value " + i);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "all"})
    void everyAcknowledgementModeAppends(String acks) throws Exception {
        String topic = uniqueTopic("acks-" + acks);
        Clients.createTopic(target, topic, 1, Map.of());
        Map<String, Object> settings = Map.of("acks", acks, "enable.idempotence", false);
        try (Producer<String, String> producer = Clients.producer(target, settings)) {
            RecordMetadata first =
                    producer.send(new ProducerRecord<>(topic, "first")).get();
            RecordMetadata second =
                    producer.send(new ProducerRecord<>(topic, "second")).get();
            boolean told = !acks.equals("0");
            assertThat(first.hasOffset()).isEqualTo(told);
            assertThat(second.offset()).isEqualTo(told ? 1 : -1);
        }
        assertThat(readAll(topic, 2)).extracting(ConsumerRecord::value).containsExactly("first", "second");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "zstd"})
    void theBrokerStampsTheTimeWhenTheTopicSaysSo(String compression) throws Exception {
        String topic = uniqueTopic("log-append-time-" + compression);
        Clients.createTopic(target, topic, 1, Map.of("message.timestamp.type", "LogAppendTime"));
        long before = System.currentTimeMillis();
        RecordMetadata metadata;
        try (Producer<String, String> producer = Clients.producer(target, Map.of("compression.type", compression))) {
            metadata =
                    producer.send(new ProducerRecord<>(topic, 0, 1L, "k", "v")).get();
        }
        ConsumerRecord<String, String> record = readAll(topic, 1).getFirst();
        assertThat(record.timestampType()).isEqualTo(TimestampType.LOG_APPEND_TIME);
        assertThat(record.timestamp())
                .isBetween(before, System.currentTimeMillis())
                .isEqualTo(metadata.timestamp());
        assertThat(record.value()).isEqualTo("v");
    }

    @ParameterizedTest
    @ValueSource(strings = {"uncompressed", "gzip", "snappy", "lz4", "zstd"})
    void theBrokerRecompressesWhenTheTopicSaysSo(String compression) throws Exception {
        String topic = uniqueTopic("recompress-" + compression);
        Clients.createTopic(target, topic, 1, Map.of("compression.type", compression));
        String other = compression.equals("lz4") ? "gzip" : "lz4";
        Map<String, Object> settings = Map.of("compression.type", other, "linger.ms", 50);
        try (Producer<String, String> producer = Clients.producer(target, settings)) {
            for (int i = 0; i < 100; i++) {
                producer.send(new ProducerRecord<>(topic, 0, 1000L + i, "key " + i, "value " + i));
            }
        }
        List<ConsumerRecord<String, String>> got = readAll(topic, 100);
        for (int i = 0; i < 100; i++) {
            assertThat(got.get(i).offset()).isEqualTo(i);
            assertThat(got.get(i).timestamp()).isEqualTo(1000L + i);
            assertThat(got.get(i).key()).isEqualTo("key " + i);
            assertThat(got.get(i).value()).isEqualTo("value " + i);
        }
    }

    private List<ConsumerRecord<String, String>> readAll(String topic, int count) {
        return readAll(new TopicPartition(topic, 0), count);
    }

    private List<ConsumerRecord<String, String>> readAll(TopicPartition partition, int count) {
        try (Consumer<String, String> consumer = Clients.consumer(target, Map.of())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            List<ConsumerRecord<String, String>> records = Clients.poll(consumer, count);
            assertThat(records).hasSize(count);
            assertThat(consumer.endOffsets(List.of(partition))).containsEntry(partition, (long) count);
            return records;
        }
    }
}
