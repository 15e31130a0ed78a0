package io.ottla.compat.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.compat.OnBothTargets;
import io.ottla.compat.clients.Clients;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records are consumed, transformed and produced, and offsets committed with the results: each counts once. */
class ConsumeTransformProduceTest extends OnBothTargets {
    private static final int RECORDS = 2_000;
    private static final int PARTITIONS = 3;

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void eachRecordIsTransformedOnceThoughSomeTransactionsAreAborted(String protocol) {
        String input = newTopic("input-" + protocol, PARTITIONS);
        String output = newTopic("output-" + protocol, 1);
        fill(input);
        Map<String, Object> settings = new HashMap<>();
        settings.put("group.id", output);
        settings.put("group.protocol", protocol);
        settings.put("enable.auto.commit", false);
        settings.put("isolation.level", "read_committed");
        settings.put("auto.offset.reset", "earliest");
        settings.put("max.poll.records", 100);
        try (Producer<String, String> producer = Transactional.ready(target, output);
                Consumer<String, String> consumer = Clients.consumer(target, settings)) {
            consumer.subscribe(List.of(input));
            int done = 0;
            for (int turn = 0; done < RECORDS; turn++) {
                ConsumerRecords<String, String> records = consumer.poll(Duration.ofMillis(200));
                if (records.isEmpty()) {
                    continue;
                }
                producer.beginTransaction();
                records.forEach(record -> Transactional.send(producer, output, 0, "done with " + record.value()));
                producer.sendOffsetsToTransaction(records.nextOffsets(), consumer.groupMetadata());
                if (turn % 4 == 3) {
                    producer.abortTransaction();
                    rewind(consumer);
                } else {
                    producer.commitTransaction();
                    done += records.count();
                }
            }
        }
        assertThat(Transactional.committed(target, output))
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, RECORDS)
                        .mapToObj(i -> "done with " + i)
                        .toList());
        try (Admin admin = Clients.admin(target)) {
            long committed =
                    Clients.get(admin.listConsumerGroupOffsets(output).partitionsToOffsetAndMetadata())
                            .values()
                            .stream()
                            .mapToLong(OffsetAndMetadata::offset)
                            .sum();
            assertThat(committed).isEqualTo(RECORDS);
        }
    }

    /** Back to what is committed, which is nothing yet for partitions whose first transaction was aborted. */
    private static void rewind(Consumer<String, String> consumer) {
        Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(consumer.assignment());
        for (TopicPartition partition : consumer.assignment()) {
            OffsetAndMetadata offset = committed.get(partition);
            consumer.seek(partition, offset == null ? 0 : offset.offset());
        }
    }

    @Test
    void offsetsOfAbortedTransactionsDoNotCount() {
        String topic = newTopic("aborted", 1);
        TopicPartition partition = new TopicPartition(topic, 0);
        try (Producer<String, String> producer = Transactional.ready(target, topic);
                Consumer<String, String> nobody = Clients.consumer(target, Map.of("group.id", topic));
                Admin admin = Clients.admin(target)) {
            List<Long> seen = new ArrayList<>();
            for (long offset = 1; offset <= 4; offset++) {
                producer.beginTransaction();
                producer.sendOffsetsToTransaction(
                        Map.of(partition, new OffsetAndMetadata(offset, "note " + offset)), nobody.groupMetadata());
                if (offset % 2 == 0) {
                    producer.abortTransaction();
                } else {
                    producer.commitTransaction();
                }
                seen.add(committed(admin, topic, partition));
            }
            assertThat(seen).containsExactly(1L, 1L, 3L, 3L);
        }
    }

    private static long committed(Admin admin, String group, TopicPartition partition) {
        ListConsumerGroupOffsetsOptions stable = new ListConsumerGroupOffsetsOptions().requireStable(true);
        return Clients.get(admin.listConsumerGroupOffsets(group, stable).partitionsToOffsetAndMetadata())
                .get(partition)
                .offset();
    }

    private void fill(String topic) {
        try (Producer<String, String> producer = Clients.producer(target, Map.of())) {
            for (int i = 0; i < RECORDS; i++) {
                Transactional.send(producer, topic, i % PARTITIONS, Integer.toString(i));
            }
        }
    }

    private String newTopic(String meaning, int partitions) {
        String topic = uniqueTopic("eos-" + meaning);
        Clients.createTopic(target, topic, partitions, Map.of());
        return topic;
    }
}
