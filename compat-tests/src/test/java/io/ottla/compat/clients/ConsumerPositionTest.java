package io.ottla.compat.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ottla.compat.OnBothTargets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a consumer that assigns its partitions stands, and how it moves. The log has ten batches of ten records. */
class ConsumerPositionTest extends OnBothTargets {
    private static final long FIRST_TIMESTAMP_MS = 1_700_000_000_000L;
    private static final int COUNT = 100;

    private TopicPartition partition;

    @BeforeEach
    void fill() {
        partition = new TopicPartition(uniqueTopic("positions"), 0);
        Clients.createTopic(target, partition.topic(), 1, Map.of());
        try (Producer<String, String> producer = Clients.producer(target, Map.of("linger.ms", 60_000))) {
            for (int i = 0; i < COUNT; i++) {
                long timestampMs = FIRST_TIMESTAMP_MS + 10L * i;
                producer.send(new ProducerRecord<>(partition.topic(), 0, timestampMs, "k", "value " + i));
                if (i % 10 == 9) {
                    producer.flush();
                }
            }
        }
    }

    private Consumer<String, String> assigned(Map<String, Object> settings) {
        Consumer<String, String> consumer = Clients.consumer(target, settings);
        consumer.assign(List.of(partition));
        return consumer;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 9, 10, 11, 55, 98, 99})
    void seekReadsFromTheVeryOffsetAlsoInTheMiddleOfABatch(int offset) {
        try (Consumer<String, String> consumer = assigned(Map.of())) {
            consumer.seek(partition, offset);
            List<ConsumerRecord<String, String>> records = Clients.poll(consumer, COUNT - offset);
            assertThat(records).hasSize(COUNT - offset);
            for (int i = 0; i < records.size(); i++) {
                assertThat(records.get(i).offset()).isEqualTo(offset + i);
                assertThat(records.get(i).value()).isEqualTo("value " + (offset + i));
            }
            assertThat(consumer.position(partition)).isEqualTo(COUNT);
        }
    }

    @Test
    void theEndsOfTheLogAndItsMiddleAreFound() {
        try (Consumer<String, String> consumer = assigned(Map.of())) {
            consumer.seekToBeginning(List.of(partition));
            assertThat(consumer.position(partition)).isZero();
            consumer.seekToEnd(List.of(partition));
            assertThat(consumer.position(partition)).isEqualTo(COUNT);
            assertThat(consumer.beginningOffsets(List.of(partition))).containsEntry(partition, 0L);
            assertThat(consumer.endOffsets(List.of(partition))).containsEntry(partition, (long) COUNT);
            assertThat(consumer.currentLag(partition)).hasValue(0);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 9, 10, 57, 99})
    void offsetsForTimesFindsTheFirstRecordAtOrAfterATime(int index) {
        long exactMs = FIRST_TIMESTAMP_MS + 10L * index;
        try (Consumer<String, String> consumer = assigned(Map.of())) {
            for (long askedMs : List.of(exactMs - 9, exactMs)) {
                OffsetAndTimestamp found =
                        consumer.offsetsForTimes(Map.of(partition, askedMs)).get(partition);
                assertThat(found.offset()).isEqualTo(index);
                assertThat(found.timestamp()).isEqualTo(exactMs);
                assertThat(found.leaderEpoch()).contains(0);
            }
        }
    }

    @Test
    void offsetsForATimeAfterTheLastRecordAreUnknown() {
        try (Consumer<String, String> consumer = assigned(Map.of())) {
            Map<TopicPartition, OffsetAndTimestamp> found =
                    consumer.offsetsForTimes(Map.of(partition, FIRST_TIMESTAMP_MS + 10L * COUNT));
            assertThat(found).containsEntry(partition, null);
        }
    }

    @Test
    void anOffsetOutOfRangeIsAnErrorOrResetsAsTheConsumerWants() {
        try (Consumer<String, String> consumer = assigned(Map.of("auto.offset.reset", "none"))) {
            consumer.seek(partition, COUNT + 1);
            assertThatThrownBy(() -> Clients.poll(consumer, 1))
                    .isInstanceOfSatisfying(
                            OffsetOutOfRangeException.class,
                            e -> assertThat(e.offsetOutOfRangePartitions()).containsEntry(partition, COUNT + 1L));
        }
        try (Consumer<String, String> consumer = assigned(Map.of("auto.offset.reset", "earliest"))) {
            consumer.seek(partition, COUNT + 1);
            assertThat(Clients.poll(consumer, COUNT).getFirst().offset()).isZero();
        }
    }

    @Test
    void deletedRecordsMoveTheBeginning() {
        try (Admin admin = Clients.admin(target)) {
            var deleted = admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(55)));
            assertThat(Clients.get(deleted.lowWatermarks().get(partition)).lowWatermark())
                    .isEqualTo(55);
        }
        try (Consumer<String, String> consumer = assigned(Map.of("auto.offset.reset", "earliest"))) {
            assertThat(consumer.beginningOffsets(List.of(partition))).containsEntry(partition, 55L);
            consumer.seek(partition, 10);
            List<ConsumerRecord<String, String>> records = Clients.poll(consumer, 45);
            assertThat(records)
                    .extracting(ConsumerRecord::offset)
                    .startsWith(55L)
                    .hasSize(45);
        }
    }

    @Test
    void aPausedPartitionGivesNothingUntilItIsResumed() {
        TopicPartition other = new TopicPartition(uniqueTopic("not-paused"), 0);
        Clients.createTopic(target, other.topic(), 1, Map.of());
        try (Producer<String, String> producer = Clients.producer(target, Map.of());
                Consumer<String, String> consumer = Clients.consumer(target, Map.of())) {
            consumer.assign(List.of(partition, other));
            consumer.seekToBeginning(List.of(partition, other));
            consumer.pause(List.of(partition));
            producer.send(new ProducerRecord<>(other.topic(), "not paused"));
            assertThat(Clients.poll(consumer, 1))
                    .extracting(ConsumerRecord::topic)
                    .containsOnly(other.topic());
            assertThat(consumer.position(partition)).isZero();
            consumer.resume(List.of(partition));
            assertThat(Clients.poll(consumer, COUNT))
                    .extracting(ConsumerRecord::topic)
                    .containsOnly(partition.topic());
        }
    }

    @Test
    void committedReadersSeeAllThatIsNotInATransaction() {
        try (Consumer<String, String> consumer = assigned(Map.of("isolation.level", "read_committed"))) {
            assertThat(consumer.endOffsets(List.of(partition))).containsEntry(partition, (long) COUNT);
            consumer.seekToBeginning(List.of(partition));
            assertThat(Clients.poll(consumer, COUNT)).hasSize(COUNT);
            consumer.seekToEnd(List.of(partition));
            List<ConsumerRecord<String, String>> none = new ArrayList<>();
            consumer.poll(Duration.ofMillis(100)).forEach(none::add);
            assertThat(none).isEmpty();
        }
    }
}
