package io.ottla.compat.groups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ottla.compat.Await;
import io.ottla.compat.OnBothTargets;
import io.ottla.compat.clients.Clients;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.OffsetMetadataTooLarge;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is committed is what is found again; and who may not commit. */
class CommitTest extends OnBothTargets {
    private TopicPartition first;
    private TopicPartition second;
    private String group;

    @BeforeEach
    void createTopic() {
        String topic = uniqueTopic("committed");
        first = new TopicPartition(topic, 0);
        second = new TopicPartition(topic, 1);
        group = "group-of-" + topic;
        Clients.createTopic(target, topic, 2, Map.of());
    }

    private Consumer<String, String> consumer(GroupKind kind, Map<String, Object> more) {
        return Group.consumer(target, kind, group, more);
    }

    private Consumer<String, String> assigned(GroupKind kind) {
        Consumer<String, String> consumer = consumer(kind, Map.of());
        consumer.assign(List.of(first, second));
        return consumer;
    }

    private Consumer<String, String> subscribed(GroupKind kind, Map<String, Object> more) {
        Consumer<String, String> consumer = consumer(kind, more);
        consumer.subscribe(List.of(first.topic()));
        Await.until(Group.SOON, () -> "an assignment", () -> {
            consumer.poll(Duration.ofMillis(50));
            return consumer.assignment().size() == 2;
        });
        return consumer;
    }

    @ParameterizedTest
    @EnumSource
    void offsetEpochAndMetadataComeBack(GroupKind kind) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        offsets.put(first, new OffsetAndMetadata(5, Optional.of(0), "with ünïcode"));
        offsets.put(second, new OffsetAndMetadata(7));
        try (Consumer<String, String> consumer = assigned(kind)) {
            consumer.commitSync(offsets);
            assertThat(consumer.committed(Set.of(first, second))).isEqualTo(offsets);
        }
        try (Consumer<String, String> another = assigned(kind)) {
            assertThat(another.committed(Set.of(first, second))).isEqualTo(offsets);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theLastCommitCounts(GroupKind kind) {
        try (Consumer<String, String> consumer = assigned(kind)) {
            for (long offset : List.of(3L, 9L, 4L)) {
                consumer.commitSync(Map.of(first, new OffsetAndMetadata(offset)));
            }
            assertThat(consumer.committed(Set.of(first)).get(first).offset()).isEqualTo(4);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCommitInTheBackgroundIsConfirmed(GroupKind kind) {
        Map<TopicPartition, OffsetAndMetadata> offsets = Map.of(first, new OffsetAndMetadata(1, "later"));
        AtomicReference<Object> outcome = new AtomicReference<>();
        try (Consumer<String, String> consumer = assigned(kind)) {
            consumer.commitAsync(offsets, (confirmed, error) -> outcome.set(error == null ? confirmed : error));
            Await.until(Group.SOON, () -> "the confirmation", () -> {
                consumer.poll(Duration.ofMillis(20));
                return outcome.get() != null;
            });
            assertThat(outcome.get()).isEqualTo(offsets);
            assertThat(consumer.committed(Set.of(first))).isEqualTo(offsets);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatWasNeverCommittedIsNothing(GroupKind kind) {
        try (Consumer<String, String> consumer = assigned(kind)) {
            assertThat(consumer.committed(Set.of(first))).isEqualTo(Collections.singletonMap(first, null));
            consumer.commitSync(Map.of(first, new OffsetAndMetadata(1)));
            assertThat(consumer.committed(Set.of(first, second)))
                    .containsEntry(first, new OffsetAndMetadata(1))
                    .containsEntry(second, null);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aMemberCommitsForItselfAndWithinItsGroupNobodyElseDoes(GroupKind kind) {
        try (Consumer<String, String> member = subscribed(kind, Map.of());
                Consumer<String, String> stranger = assigned(kind)) {
            member.commitSync(Map.of(first, new OffsetAndMetadata(1)));
            Map<TopicPartition, OffsetAndMetadata> theirs = Map.of(first, new OffsetAndMetadata(2));
            assertThatThrownBy(() -> stranger.commitSync(theirs)).isInstanceOf(CommitFailedException.class);
            assertThat(stranger.committed(Set.of(first)).get(first).offset()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoHasNotPolledInTimeCannotCommit(GroupKind kind) {
        try (Consumer<String, String> slow = subscribed(kind, Map.of("max.poll.interval.ms", 500))) {
            slow.commitSync(Map.of(first, new OffsetAndMetadata(1)));
            Map<TopicPartition, OffsetAndMetadata> late = Map.of(first, new OffsetAndMetadata(2));
            try (Consumer<String, String> other = subscribed(kind, Map.of())) {
                assertThatThrownBy(() -> slow.commitSync(late)).isInstanceOf(CommitFailedException.class);
                other.commitSync(Map.of(first, new OffsetAndMetadata(3)));
                assertThat(other.committed(Set.of(first)).get(first).offset()).isEqualTo(3);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void metadataBeyondTheLimitIsRefused(GroupKind kind) {
        OffsetAndMetadata largest = new OffsetAndMetadata(1, "x".repeat(4096));
        OffsetAndMetadata tooLarge = new OffsetAndMetadata(2, "x".repeat(4097));
        try (Consumer<String, String> consumer = assigned(kind)) {
            consumer.commitSync(Map.of(first, largest));
            assertThatThrownBy(() -> consumer.commitSync(Map.of(first, tooLarge)))
                    .isInstanceOf(OffsetMetadataTooLarge.class);
            assertThat(consumer.committed(Set.of(first))).containsEntry(first, largest);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anOffsetOfATopicThatIsNotThere(GroupKind kind) {
        TopicPartition missing = new TopicPartition(uniqueTopic("missing"), 0);
        try (Consumer<String, String> consumer =
                consumer(kind, Map.of("allow.auto.create.topics", false, "default.api.timeout.ms", 3_000))) {
            assertThatThrownBy(() -> consumer.commitSync(Map.of(missing, new OffsetAndMetadata(1))))
                    .isInstanceOf(KafkaException.class);
            assertThat(consumer.committed(Set.of(missing))).isEqualTo(Collections.singletonMap(missing, null));
        }
    }
}
