package io.ottla.compat.badinput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ottla.compat.OnBothTargets;
import io.ottla.compat.clients.Clients;
import io.ottla.compat.process.TargetKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.message.ProduceResponseData.PartitionProduceResponse;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.internal.CompressionType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Produce requests whose records are wrong: each is refused with the reference's error, and nothing is written. */
class BadBatchesTest extends OnBothTargets {
    private String topic;

    @BeforeEach
    void createTopic() {
        topic = uniqueTopic("bad-batch");
        Clients.createTopic(target, topic, 1, Map.of());
    }

    @ParameterizedTest
    @EnumSource
    void isRefusedAndTheConnectionGoesOn(BadBatch bad) throws IOException {
        assumeFalse(bad.isTakenBy(target.kind()), "judged by its header and checksum: see FINDINGS.md");
        try (Bystander bystander = new Bystander(target, uniqueTopic("bystander"));
                RawConnection connection = new RawConnection(target)) {
            connection.sendFrame(Requests.produce(topic, -1, bad.bytes()));
            PartitionProduceResponse refused =
                    Requests.produced(connection.receiveFrame().orElseThrow());
            assertThat(Errors.forCode(refused.errorCode())).isEqualTo(bad.error());
            assertThat(refused.baseOffset()).isEqualTo(-1);
            assertThat(endOffset()).isZero();

            connection.sendFrame(Requests.produce(topic, -1, Batches.good(CompressionType.NONE, 2)));
            PartitionProduceResponse taken =
                    Requests.produced(connection.receiveFrame().orElseThrow());
            assertThat(Errors.forCode(taken.errorCode())).isEqualTo(Errors.NONE);
            assertThat(endOffset()).isEqualTo(2);
            bystander.work();
        }
    }

    /** A meant difference, see FINDINGS.md: what was taken unopened is refused by whoever opens it, and harms nobody else. */
    @ParameterizedTest
    @EnumSource(
            names = {
                "COUNT_AND_DELTA_TOO_HIGH_COMPRESSED",
                "COUNT_AND_DELTA_TOO_LOW_COMPRESSED",
                "COMPRESSED_BYTES_THAT_ARE_NOT"
            })
    void whatIsTakenUnopenedIsRefusedByItsReader(BadBatch bad) throws IOException {
        assumeTrue(bad.isTakenBy(target.kind()), "refused when it is produced");
        try (Bystander bystander = new Bystander(target, uniqueTopic("bystander"));
                RawConnection connection = new RawConnection(target);
                Consumer<String, String> consumer = Clients.consumer(target, Map.of())) {
            connection.sendFrame(Requests.produce(topic, -1, bad.bytes()));
            PartitionProduceResponse taken =
                    Requests.produced(connection.receiveFrame().orElseThrow());
            assertThat(Errors.forCode(taken.errorCode())).isEqualTo(Errors.NONE);
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            assertThatThrownBy(() -> Clients.poll(consumer, 100)).isInstanceOf(KafkaException.class);
            bystander.work();
        }
    }

    /** What is behind a whole batch and is too short to be another is not looked at. */
    @Test
    void trailingBytesAreLeftOut() throws IOException {
        ByteBuffer records = Batches.concatenated(Batches.good(CompressionType.NONE, 5), ByteBuffer.allocate(7));
        try (RawConnection connection = new RawConnection(target)) {
            for (int i = 0; i < 2; i++) {
                connection.sendFrame(Requests.produce(topic, -1, records));
                PartitionProduceResponse taken =
                        Requests.produced(connection.receiveFrame().orElseThrow());
                assertThat(Errors.forCode(taken.errorCode())).isEqualTo(Errors.NONE);
                assertThat(taken.baseOffset()).isEqualTo(5L * i);
            }
        }
        try (Consumer<String, String> consumer = Clients.consumer(target, Map.of())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            assertThat(Clients.poll(consumer, 10)).hasSize(10);
        }
    }

    @Test
    void noRecordsAtAllAreAnsweredOrTheConnectionIsClosed() throws IOException {
        assumeTrue(target.kind() != TargetKind.REFERENCE, "the reference does neither: the client waits for ever");
        try (RawConnection connection = new RawConnection(target)) {
            connection.sendFrame(Requests.produce(topic, -1, null));
            Optional<ByteBuffer> response = connection.receiveFrame();
            response.ifPresent(answer ->
                    assertThat(Requests.produced(answer).errorCode()).isEqualTo(Errors.INVALID_RECORD.code()));
        }
        assertThat(endOffset()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, -2})
    void acknowledgementsThatDoNotExist(int acks) throws IOException {
        try (RawConnection connection = new RawConnection(target)) {
            connection.sendFrame(Requests.produce(topic, acks, Batches.good(CompressionType.NONE, 1)));
            PartitionProduceResponse refused =
                    Requests.produced(connection.receiveFrame().orElseThrow());
            assertThat(Errors.forCode(refused.errorCode())).isEqualTo(Errors.INVALID_REQUIRED_ACKS);
            assertThat(refused.baseOffset()).isEqualTo(-1);
        }
        assertThat(endOffset()).isZero();
    }

    @Test
    void aRefusedBatchThatWantsNoAnswerClosesTheConnection() throws IOException {
        try (Bystander bystander = new Bystander(target, uniqueTopic("bystander"))) {
            assertClosedAfter(Requests.produce(topic, 0, BadBatch.BAD_CRC.bytes()));
            assertClosedAfter(Requests.produce("no-such-topic", 0, Batches.good(CompressionType.NONE, 1)));
            bystander.work();
        }
        assertThat(endOffset()).isZero();
    }

    @Test
    void zstdIsNotForClientsThatDoNotKnowIt() throws IOException {
        ByteBuffer zstd = Batches.good(CompressionType.ZSTD, 2);
        try (RawConnection connection = new RawConnection(target)) {
            connection.sendFrame(Requests.frame(ApiKeys.PRODUCE, 3, Requests.produceBody(topic, -1, zstd)));
            ByteBuffer response = connection.receiveFrame().orElseThrow();
            assertThat(Errors.forCode(Requests.produced(response, 3).errorCode()))
                    .isEqualTo(Errors.UNSUPPORTED_COMPRESSION_TYPE);
        }
        assertThat(endOffset()).isZero();
    }

    private void assertClosedAfter(ByteBuffer frame) throws IOException {
        try (RawConnection connection = new RawConnection(target)) {
            connection.sendFrame(frame);
            assertThat(connection.receiveFrame()).isEmpty();
        }
    }

    private long endOffset() {
        TopicPartition partition = new TopicPartition(topic, 0);
        try (Consumer<String, String> consumer = Clients.consumer(target, Map.of())) {
            return consumer.endOffsets(List.of(partition)).get(partition);
        }
    }
}
