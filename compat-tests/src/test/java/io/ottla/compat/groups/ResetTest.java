package io.ottla.compat.groups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ottla.compat.Await;
import io.ottla.compat.OnBothTargets;
import io.ottla.compat.clients.Clients;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where a member begins: at the committed offset if there is one, else where its reset policy says. */
class ResetTest extends OnBothTargets {
    private static final int OLD = 6;
    private static final int NEW = 4;

    private TopicPartition partition;
    private String group;

    @BeforeEach
    void fillWithOldRecordsAndNewOnes() {
        partition = new TopicPartition(uniqueTopic("reset"), 0);
        group = "group-of-" + partition.topic();
        Clients.createTopic(target, partition.topic(), 1, Map.of());
        long nowMs = System.currentTimeMillis();
        List<ProducerRecord<String, String>> records = new ArrayList<>();
        for (int i = 0; i < OLD + NEW; i++) {
            long timestampMs = i < OLD ? nowMs - Duration.ofHours(3).toMillis() : nowMs;
            records.add(new ProducerRecord<>(partition.topic(), 0, timestampMs, null, "value " + i));
        }
        Records.send(target, records);
    }

    private Consumer<String, String> subscribed(GroupKind kind, String policy) {
        Consumer<String, String> consumer = Group.consumer(target, kind, group, Map.of("auto.offset.reset", policy));
        consumer.subscribe(List.of(partition.topic()));
        return consumer;
    }

    private void assertBegins(GroupKind kind, String policy, int offset) {
        try (Consumer<String, String> consumer = subscribed(kind, policy)) {
            List<ConsumerRecord<String, String>> records = Clients.poll(consumer, OLD + NEW - offset);
            assertThat(records).hasSize(OLD + NEW - offset);
            assertThat(records.getFirst().offset()).isEqualTo(offset);
        }
    }

    private void commit(GroupKind kind, long offset) {
        try (Consumer<String, String> consumer = Group.consumer(target, kind, group, Map.of())) {
            consumer.assign(Set.of(partition));
            consumer.commitSync(Map.of(partition, new OffsetAndMetadata(offset)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void atTheCommittedOffset(GroupKind kind) {
        commit(kind, 7);
        assertBegins(kind, "none", 7);
    }

    @ParameterizedTest
    @EnumSource
    void withoutOneAtTheBeginning(GroupKind kind) {
        assertBegins(kind, "earliest", 0);
    }

    @ParameterizedTest
    @EnumSource
    void withoutOneAtSomeTimeBeforeNow(GroupKind kind) {
        assertBegins(kind, "by_duration:PT1H", OLD);
    }

    @ParameterizedTest
    @EnumSource
    void withoutOneAtTheEnd(GroupKind kind) {
        try (Consumer<String, String> consumer = subscribed(kind, "latest")) {
            Await.until(Group.SOON, () -> "a position", () -> {
                consumer.poll(Duration.ofMillis(50));
                return !consumer.assignment().isEmpty() && consumer.position(partition) == OLD + NEW;
            });
            Records.send(target, List.of(new ProducerRecord<>(partition.topic(), 0, null, "the next")));
            assertThat(Clients.poll(consumer, 1).getFirst().value()).isEqualTo("the next");
        }
    }

    @ParameterizedTest
    @EnumSource
    void withoutOneNowhereIfThereIsNoPolicy(GroupKind kind) {
        try (Consumer<String, String> consumer = subscribed(kind, "none")) {
            assertThatThrownBy(() -> Clients.poll(consumer, 1)).isInstanceOf(NoOffsetForPartitionException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCommittedOffsetBeyondTheEndIsReset(GroupKind kind) {
        commit(kind, 1_000);
        assertBegins(kind, "earliest", 0);
    }

    @ParameterizedTest
    @EnumSource
    void theClientCommitsByItselfWhenItIsClosed(GroupKind kind) {
        Map<String, Object> auto = Map.of("enable.auto.commit", true, "max.poll.records", OLD);
        try (Consumer<String, String> consumer = Group.consumer(target, kind, group, auto)) {
            consumer.subscribe(List.of(partition.topic()));
            assertThat(Clients.poll(consumer, OLD)).hasSize(OLD);
        }
        assertBegins(kind, "none", OLD);
    }
}
