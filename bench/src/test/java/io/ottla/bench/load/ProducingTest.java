package io.ottla.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.batch.Compression;
import io.ottla.wire.io.Uuid;
import java.nio.ByteBuffer;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.requests.RequestHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProducingTest {
    private static final int NEWEST = 13;
    private static final BrokerClient.Topic TOPIC = new BrokerClient.Topic("orders", new Uuid(1, 2), 5);

    private final Payload.Batch batch = Payload.ofRecords(3, 50, Compression.NONE);
    private final Tally tally = new Tally();

    @ParameterizedTest
    @ValueSource(ints = {7, 9, 12, 13})
    void sendsWhatTheReferenceReadsWithEachRequestToTheNextPartition(int version) {
        Producing producing = producing(version);
        RequestRing ring = new RequestRing(producing.request(), 4);
        for (int sequence = 0; sequence < 6; sequence++) {
            producing.patch(ring.bytes(), ring.slotOf(sequence), sequence);
        }
        ByteBuffer fifth = ring.bytes().slice(ring.slotOf(5), ring.requestSize());
        assertThat(fifth.getInt()).isEqualTo(fifth.remaining());
        RequestHeader header = RequestHeader.parse(fifth);
        assertThat(header.correlationId()).isEqualTo(5);
        assertThat(header.apiVersion()).isEqualTo((short) version);
        ProduceRequestData request = new ProduceRequestData(new ByteBufferAccessor(fifth), header.apiVersion());
        assertThat(fifth.hasRemaining()).isFalse();
        ProduceRequestData.TopicProduceData topic =
                request.topicData().iterator().next();
        assertThat(topic.name()).isEqualTo(version < NEWEST ? "orders" : "");
        assertThat(topic.topicId().getLeastSignificantBits()).isEqualTo(version < NEWEST ? 0 : 2);
        assertThat(topic.partitionData().getFirst().index()).isEqualTo(4);
        assertThat(topic.partitionData().getFirst().records().sizeInBytes())
                .isEqualTo(batch.bytes().remaining());
    }

    @Test
    void countsWhatIsAcknowledged() {
        producing(NEWEST).answered(answer(0, ErrorCode.NONE), 0, tally);
        assertThat(tally.counts()).isEqualTo(new Counts(1, 3, batch.bytes().remaining(), 0));
    }

    @Test
    void countsAnswersThatNameTheirTopicToo() {
        producing(9).answered(GoodAnswer.encode(9, (short) 0), 0, tally);
        assertThat(tally.counts().records()).isEqualTo(3);
    }

    @Test
    void countsWhatIsRefusedAndKeepsTheFirstReason() {
        Producing producing = producing(NEWEST);
        producing.answered(answer(0, ErrorCode.MESSAGE_TOO_LARGE), 0, tally);
        producing.answered(answer(1, ErrorCode.INVALID_RECORD), 1, tally);
        assertThat(tally.counts()).isEqualTo(new Counts(0, 0, 0, 2));
        assertThat(tally.firstError()).startsWith("MESSAGE_TOO_LARGE");
    }

    @Test
    void failsOnAnAnswerToAnotherRequest() {
        assertThatIllegalStateException()
                .isThrownBy(() -> producing(NEWEST).answered(answer(7, ErrorCode.NONE), 8, tally));
    }

    private Producing producing(int version) {
        return new Producing(TOPIC, new int[] {3, 4}, batch, (short) -1, version);
    }

    private static ByteBuffer answer(int correlationId, ErrorCode error) {
        return GoodAnswer.encode(NEWEST, error.code()).putInt(0, correlationId);
    }
}
