package io.ottla.broker.api.produce;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.api.Records;
import io.ottla.broker.api.Requests;
import io.ottla.broker.partition.Answered;
import io.ottla.broker.partition.SimulatedBroker;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.batch.BatchBuilder;
import io.ottla.wire.batch.Compression;
import io.ottla.wire.io.BufferRecords;
import io.ottla.wire.io.Uuid;
import io.ottla.wire.message.ProduceRequest;
import io.ottla.wire.message.ProduceResponse;
import io.ottla.wire.message.ProduceResponse.PartitionProduceResponse;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Traps 22 to 28: what a Produce request may hold, and how each mistake is answered. */
class ProduceTrapsTest {
    private final SimulatedBroker broker = SimulatedBroker.start(2);
    private final Requests requests = new Requests(broker);

    @BeforeEach
    void createTopic() {
        broker.createTopic("topic", 2);
    }

    @Test
    void trap22_moreThanOneBatchForAPartitionIsRefused() {
        ByteBuffer one = Records.builder(broker.nowMs(), "a").build();
        ByteBuffer two = ByteBuffer.allocate(2 * one.remaining())
                .put(one.duplicate())
                .put(one.duplicate())
                .flip();

        assertRefused(ErrorCode.INVALID_RECORD, requests.append("topic", 0, new BufferRecords(two)));
    }

    @Test
    void trap22_aBatchThatDoesNotStartAtOffsetZeroIsRefused() {
        BatchBuilder shifted = Records.builder(broker.nowMs(), "a");
        ByteBuffer bytes = shifted.build();
        bytes.putLong(0, 7);

        assertRefused(ErrorCode.INVALID_RECORD, requests.append("topic", 0, new BufferRecords(bytes)));
    }

    @Test
    void recordsThatAreMissingOrEmptyAreRefused() {
        assertRefused(ErrorCode.INVALID_RECORD, requests.append("topic", 0, null));
        assertRefused(ErrorCode.INVALID_RECORD, requests.append("topic", 0, BufferRecords.EMPTY));
    }

    @Test
    void aBatchWithAWrongCrcIsRefusedAndNothingIsWritten() {
        ByteBuffer bytes = Records.builder(broker.nowMs(), "a").build();
        bytes.put(bytes.limit() - 1, (byte) (bytes.get(bytes.limit() - 1) ^ 1));

        PartitionProduceResponse answer = requests.append("topic", 0, new BufferRecords(bytes));

        assertRefused(ErrorCode.CORRUPT_MESSAGE, answer);
        assertThat(answer.logStartOffset()).isEqualTo(-1);
    }

    @Test
    void trap23_acksZeroIsNotAnswered() {
        Answered<ProduceResponse> answered = broker.send(
                requests.produce,
                Requests.PRODUCE,
                Requests.produceRequest(0, "topic", 0, Records.batch(broker.nowMs(), "a")));
        broker.settle();

        assertThat(answered.endedWithNothing()).isTrue();
        assertThat(Records.values(requests.read("topic", 0, 0).records())).containsExactly("0:a");
    }

    @Test
    void trap23_anErrorWithAcksZeroEndsTheConnection() {
        Answered<ProduceResponse> answered = broker.send(
                requests.produce,
                Requests.PRODUCE,
                Requests.produceRequest(0, "nowhere", 0, Records.batch(broker.nowMs(), "a")));
        broker.settle();

        assertThat(answered.closedBecause()).contains("UNKNOWN_TOPIC_OR_PARTITION");
    }

    @Test
    void trap23_otherAcksThanMinusOneZeroAndOneAreInvalid() {
        ProduceResponse response = broker.call(
                requests.produce,
                Requests.PRODUCE,
                Requests.produceRequest(2, "topic", 0, Records.batch(broker.nowMs(), "a")));

        assertRefused(
                ErrorCode.INVALID_REQUIRED_ACKS,
                response.responses().getFirst().partitionResponses().getFirst());
    }

    @Test
    void trap24_zstdNeedsVersionSeven() {
        BatchBuilder zstd = Records.builder(broker.nowMs(), "a").compression(Compression.ZSTD);

        assertRefused(ErrorCode.UNSUPPORTED_COMPRESSION_TYPE, requests.append(6, "topic", 0, Records.records(zstd)));
        assertThat(requests.append(7, "topic", 0, Records.records(zstd)).errorCode())
                .isZero();
    }

    @Test
    void trap25_aBatchLargerThanTheTopicTakesIsTooLarge() {
        broker.setConfig("topic", "max.message.bytes", "100");

        PartitionProduceResponse answer = requests.append("topic", 0, Records.batch(broker.nowMs(), "x".repeat(100)));

        assertRefused(ErrorCode.MESSAGE_TOO_LARGE, answer);
    }

    @Test
    void aBatchLargerThanASegmentIsTooLargeForIt() {
        broker.createTopic("narrow", 1, "segment.bytes", "1048576", "max.message.bytes", "4000000");

        PartitionProduceResponse answer =
                requests.append("narrow", 0, Records.batch(broker.nowMs(), "x".repeat(1_100_000)));

        assertThat(answer.errorCode()).isEqualTo(ErrorCode.RECORD_LIST_TOO_LARGE.code());
        assertThat(answer.logStartOffset()).isEqualTo(-1);
    }

    @Test
    void trap26_recordsWithoutKeyOnACompactedTopicAreNamedOneByOne() {
        broker.createTopic("compacted", 1, "cleanup.policy", "compact");
        BatchBuilder batch = new BatchBuilder();
        batch.append(broker.nowMs(), Records.bytes("key"), Records.bytes("a"));
        batch.append(broker.nowMs(), null, Records.bytes("b"));

        PartitionProduceResponse answer = requests.append("compacted", 0, Records.records(batch));

        assertThat(answer.errorCode()).isEqualTo(ErrorCode.INVALID_RECORD.code());
        assertThat(answer.recordErrors()).singleElement().satisfies(fault -> {
            assertThat(fault.batchIndex()).isEqualTo(1);
            assertThat(fault.batchIndexErrorMessage()).isNotEmpty();
        });
        assertThat(answer.errorMessage()).isNotEmpty();
        assertThat(answer.baseOffset()).isEqualTo(-1);
        assertThat(answer.logStartOffset()).isZero();
    }

    @Test
    void trap27_logAppendTimeIsStampedAndTold() {
        broker.createTopic("stamped", 1, "message.timestamp.type", "LogAppendTime");

        PartitionProduceResponse answer = requests.append("stamped", 0, Records.batch(5, "a"));

        assertThat(answer.logAppendTimeMs()).isEqualTo(broker.nowMs());
        assertThat(Records.batches(requests.read("stamped", 0, 0).records()))
                .singleElement()
                .satisfies(batch -> {
                    assertThat(batch.isCrcValid()).isTrue();
                    assertThat(batch.maxTimestamp()).isEqualTo(broker.nowMs());
                });
    }

    @Test
    void trap27_aTimestampTooFarInTheFutureIsInvalid() {
        long tooFar = broker.nowMs() + 3_600_001;

        PartitionProduceResponse answer = requests.append("topic", 0, Records.batch(tooFar, "a"));

        assertThat(answer.errorCode()).isEqualTo(ErrorCode.INVALID_TIMESTAMP.code());
        assertThat(answer.recordErrors()).hasSize(1);
    }

    @Test
    void trap28_batchesAreStoredAsTheTopicPacksThem() {
        broker.createTopic("packed", 1, "compression.type", "gzip");

        requests.append("packed", 0, Records.batch(broker.nowMs(), "a", "b"));

        assertThat(Records.batches(requests.read("packed", 0, 0).records()))
                .singleElement()
                .satisfies(batch -> assertThat(batch.compressionId()).isEqualTo(Compression.GZIP.id()));
        assertThat(Records.values(requests.read("packed", 0, 0).records())).containsExactly("0:a", "1:b");
    }

    @Test
    void trap14_topicsAreNamedByIdFromVersion13() {
        Uuid id = broker.createTopic("named", 1);

        assertThat(appendById(id).errorCode()).isZero();
        assertRefused(ErrorCode.UNKNOWN_TOPIC_ID, appendById(new Uuid(99, 99)));
    }

    private PartitionProduceResponse appendById(Uuid id) {
        ProduceRequest request = Requests.produceRequest(-1, "", 0, Records.batch(broker.nowMs(), "a"));
        request.topicData().getFirst().topicId(id);
        ProduceResponse response = broker.call(requests.produce, 13, request);
        assertThat(response.responses().getFirst().topicId()).isEqualTo(id);
        return response.responses().getFirst().partitionResponses().getFirst();
    }

    @Test
    void everyVersionAnswersInTheOrderOfTheRequest() {
        for (int version = 3; version <= 12; version++) {
            ProduceRequest request = Requests.produceRequest(1, "topic", 1, Records.batch(broker.nowMs(), "a"));
            request.topicData(List.of(
                    request.topicData().getFirst(),
                    Requests.produceRequest(1, "nowhere", 3, Records.batch(broker.nowMs(), "b"))
                            .topicData()
                            .getFirst()));

            ProduceResponse response = broker.call(requests.produce, version, request);

            assertThat(response.responses())
                    .extracting(ProduceResponse.TopicProduceResponse::name)
                    .containsExactly("topic", "nowhere");
            assertThat(response.responses()
                            .getFirst()
                            .partitionResponses()
                            .getFirst()
                            .errorCode())
                    .isZero();
            assertRefused(
                    ErrorCode.UNKNOWN_TOPIC_OR_PARTITION,
                    response.responses().getLast().partitionResponses().getFirst());
        }
    }

    @Test
    void clientsMayNotWriteToInternalTopics() {
        broker.createTopic("__consumer_offsets", 1);

        assertRefused(
                ErrorCode.INVALID_TOPIC_EXCEPTION,
                requests.append("__consumer_offsets", 0, Records.batch(broker.nowMs(), "a")));
    }

    private void assertRefused(ErrorCode expected, PartitionProduceResponse answer) {
        assertThat(ErrorCode.forCode(answer.errorCode())).isEqualTo(expected);
        assertThat(answer.baseOffset()).isEqualTo(-1);
        assertThat(answer.logAppendTimeMs()).isEqualTo(-1);
        assertThat(requests.read("topic", 0, 0).highWatermark())
                .as("nothing was written")
                .isZero();
    }
}
