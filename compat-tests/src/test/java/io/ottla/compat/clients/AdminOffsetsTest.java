package io.ottla.compat.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ottla.compat.OnBothTargets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.OffsetOutOfRangeException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Offsets as the admin client asks for them, and records deleted from the front. */
class AdminOffsetsTest extends OnBothTargets {
    private static final long BASE_MS = 1_700_000_000_000L;

    private Admin admin;
    private TopicPartition partition;

    @BeforeEach
    void connect() {
        admin = Clients.admin(target);
        partition = new TopicPartition(uniqueTopic("offsets"), 0);
    }

    @AfterEach
    void disconnect() {
        admin.close();
    }

    /** Five records; the one with the latest timestamp is not the last. */
    private void fill(Map<String, String> configs) throws Exception {
        Clients.createTopic(target, partition.topic(), 1, configs);
        try (Producer<String, String> producer = Clients.producer(target, Map.of())) {
            for (long deltaMs : List.of(0L, 10L, 40L, 20L, 30L)) {
                producer.send(new ProducerRecord<>(partition.topic(), 0, BASE_MS + deltaMs, "k", "v"))
                        .get();
            }
        }
    }

    @Test
    void everySpecialOffset() throws Exception {
        fill(Map.of());
        assertOffset(OffsetSpec.earliest(), 0, -1);
        assertOffset(OffsetSpec.latest(), 5, -1);
        assertOffset(OffsetSpec.maxTimestamp(), 2, BASE_MS + 40);
        assertOffset(OffsetSpec.forTimestamp(BASE_MS + 15), 2, BASE_MS + 40);
        assertOffset(OffsetSpec.forTimestamp(BASE_MS + 10), 1, BASE_MS + 10);
        assertOffset(OffsetSpec.forTimestamp(BASE_MS + 41), -1, -1);
        assertOffset(OffsetSpec.earliestLocal(), 0, -1);
        assertOffset(OffsetSpec.latestTiered(), -1, -1);
    }

    @Test
    void everySpecialOffsetOfAnEmptyPartition() {
        Clients.createTopic(target, partition.topic(), 1, Map.of());
        assertOffset(OffsetSpec.earliest(), 0, -1);
        assertOffset(OffsetSpec.latest(), 0, -1);
        assertOffset(OffsetSpec.maxTimestamp(), -1, -1);
        assertOffset(OffsetSpec.forTimestamp(BASE_MS), -1, -1);
        assertOffset(OffsetSpec.earliestLocal(), 0, -1);
    }

    @Test
    void committedReadersAskForTheLastStableOffset() throws Exception {
        fill(Map.of());
        var options = new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);
        ListOffsetsResultInfo info = Clients.get(admin.listOffsets(Map.of(partition, OffsetSpec.latest()), options)
                .partitionResult(partition));
        assertThat(info.offset()).isEqualTo(5);
    }

    @Test
    void recordsAreDeletedUpToAnOffsetAndUpToTheEnd() throws Exception {
        fill(Map.of());
        assertThat(deleteBefore(3)).isEqualTo(3);
        assertOffset(OffsetSpec.earliest(), 3, -1);
        assertThat(deleteBefore(2)).isEqualTo(3);
        assertThat(deleteBefore(-1)).isEqualTo(5);
        assertOffset(OffsetSpec.earliest(), 5, -1);
        assertOffset(OffsetSpec.latest(), 5, -1);
    }

    @Test
    void recordsBeyondTheEndCannotBeDeleted() throws Exception {
        fill(Map.of());
        assertThatThrownBy(() -> deleteBefore(6)).isInstanceOf(OffsetOutOfRangeException.class);
        assertOffset(OffsetSpec.earliest(), 0, -1);
    }

    @Test
    void recordsOfACompactedTopicCannotBeDeleted() throws Exception {
        fill(Map.of("cleanup.policy", "compact"));
        assertThatThrownBy(() -> deleteBefore(2)).isInstanceOf(PolicyViolationException.class);
        assertOffset(OffsetSpec.earliest(), 0, -1);
    }

    @Test
    void aPartitionThatIsNotThere() {
        Clients.createTopic(target, partition.topic(), 1, Map.of());
        TopicPartition missing = new TopicPartition(partition.topic(), 1);
        var impatient = new ListOffsetsOptions().timeoutMs(2_000);
        assertThatThrownBy(() -> Clients.get(admin.listOffsets(Map.of(missing, OffsetSpec.latest()), impatient)
                        .partitionResult(missing)))
                .isInstanceOfAny(
                        UnknownTopicOrPartitionException.class, org.apache.kafka.common.errors.TimeoutException.class);
    }

    private long deleteBefore(long offset) {
        var deleted = admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(offset)));
        return Clients.get(deleted.lowWatermarks().get(partition)).lowWatermark();
    }

    private void assertOffset(OffsetSpec spec, long offset, long timestamp) {
        ListOffsetsResultInfo info =
                Clients.get(admin.listOffsets(Map.of(partition, spec)).partitionResult(partition));
        assertThat(info.offset()).isEqualTo(offset);
        assertThat(info.timestamp()).isEqualTo(timestamp);
    }
}
