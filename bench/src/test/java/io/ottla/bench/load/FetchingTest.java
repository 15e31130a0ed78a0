package io.ottla.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.wire.api.ApiKey;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.batch.Compression;
import io.ottla.wire.batch.RecordBatch;
import io.ottla.wire.header.HeaderVersions;
import io.ottla.wire.header.ResponseHeader;
import io.ottla.wire.io.BufferRecords;
import io.ottla.wire.io.Encoder;
import io.ottla.wire.io.Uuid;
import io.ottla.wire.message.FetchResponse;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.requests.RequestHeader;
import org.junit.jupiter.api.Test;

class FetchingTest {
    private static final int VERSION = 17;
    private static final int RECORDS = 4;
    private static final BrokerClient.Topic TOPIC = new BrokerClient.Topic("orders", new Uuid(1, 2), 5);

    private final Tally tally = new Tally();

    @Test
    void asksForTheNextPartitionFromWhereItIs() {
        Fetching fetching = fetching(Fetching.AtEnd.BEGIN_AGAIN);
        ByteBuffer request = sent(fetching, 1);
        RequestHeader header = RequestHeader.parse(request);
        FetchRequestData data = new FetchRequestData(new ByteBufferAccessor(request), header.apiVersion());
        assertThat(header.correlationId()).isEqualTo(1);
        FetchRequestData.FetchPartition partition =
                data.topics().getFirst().partitions().getFirst();
        assertThat(partition.partition()).isEqualTo(4);
        assertThat(partition.fetchOffset()).isEqualTo(200);
        assertThat(partition.partitionMaxBytes()).isEqualTo(1_000_000);
    }

    @Test
    void readsOnBehindTheLastWholeBatch() {
        Fetching fetching = fetching(Fetching.AtEnd.BEGIN_AGAIN);
        fetching.answered(answer(0, batches(100, 2, 7), 1_000, ErrorCode.NONE), 0, tally);
        assertThat(offsetAskedFor(fetching, 2)).isEqualTo(100 + 2 * RECORDS);
        assertThat(tally.counts().records()).isEqualTo(2 * RECORDS);
    }

    @Test
    void beginsAgainAtTheEnd() {
        Fetching fetching = fetching(Fetching.AtEnd.BEGIN_AGAIN);
        fetching.answered(answer(0, batches(100, 1, 0), 100 + RECORDS, ErrorCode.NONE), 0, tally);
        assertThat(offsetAskedFor(fetching, 2)).isEqualTo(50);
    }

    @Test
    void isDoneWhenEachPartitionWasReadToItsEnd() {
        Fetching fetching = fetching(Fetching.AtEnd.STOP);
        fetching.answered(answer(0, batches(100, 1, 0), 100 + RECORDS, ErrorCode.NONE), 0, tally);
        assertThat(fetching.isFinished()).isFalse();
        fetching.answered(answer(1, batches(200, 1, 0), 200 + RECORDS, ErrorCode.NONE), 1, tally);
        assertThat(fetching.isFinished()).isTrue();
    }

    @Test
    void countsWhatIsRefused() {
        fetching(Fetching.AtEnd.WAIT)
                .answered(answer(0, ByteBuffer.allocate(0), 0, ErrorCode.OFFSET_OUT_OF_RANGE), 0, tally);
        assertThat(tally.counts().errors()).isEqualTo(1);
        assertThat(tally.firstError()).isEqualTo("OFFSET_OUT_OF_RANGE");
    }

    private static Fetching fetching(Fetching.AtEnd atEnd) {
        return new Fetching(
                TOPIC, new int[] {3, 4}, new long[] {100, 200}, new Fetching.Limits(1_000_000, 500, 1), atEnd, VERSION);
    }

    private static long offsetAskedFor(Fetching fetching, long sequence) {
        ByteBuffer request = sent(fetching, sequence);
        RequestHeader header = RequestHeader.parse(request);
        return new FetchRequestData(new ByteBufferAccessor(request), header.apiVersion())
                .topics()
                .getFirst()
                .partitions()
                .getFirst()
                .fetchOffset();
    }

    /** The request as it goes out, without the length in front. */
    private static ByteBuffer sent(Fetching fetching, long sequence) {
        RequestRing ring = new RequestRing(fetching.request(), 1);
        fetching.patch(ring.bytes(), 0, sequence);
        return ring.bytes().slice(Integer.BYTES, ring.requestSize() - Integer.BYTES);
    }

    /** Batches from an offset on, and a piece of one more. */
    private static ByteBuffer batches(long baseOffset, int count, int pieceOfNext) {
        ByteBuffer batch = Payload.ofRecords(RECORDS, 50, Compression.NONE).bytes();
        ByteBuffer all = ByteBuffer.allocate(count * batch.remaining() + pieceOfNext);
        for (int i = 0; i < count; i++) {
            RecordBatch.at(batch, 0).stampBaseOffset(baseOffset + (long) i * RECORDS);
            all.put(batch.duplicate());
        }
        return all.put(batch.slice(0, pieceOfNext)).flip();
    }

    private static ByteBuffer answer(int correlationId, ByteBuffer records, long highWatermark, ErrorCode error) {
        FetchResponse.PartitionData partition = new FetchResponse.PartitionData()
                .errorCode(error.code())
                .highWatermark(highWatermark)
                .logStartOffset(50)
                .records(new BufferRecords(records));
        FetchResponse response = new FetchResponse()
                .responses(List.of(new FetchResponse.FetchableTopicResponse()
                        .topicId(TOPIC.id())
                        .partitions(List.of(partition))));
        return Encoder.encode(
                        new ResponseHeader().correlationId(correlationId),
                        HeaderVersions.response(ApiKey.FETCH, VERSION),
                        response,
                        VERSION)
                .bytes();
    }
}
