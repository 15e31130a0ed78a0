package io.ottla.bench.jmh;

import io.ottla.wire.api.ApiKey;
import io.ottla.wire.batch.BatchBuilder;
import io.ottla.wire.header.HeaderVersions;
import io.ottla.wire.header.RequestHeader;
import io.ottla.wire.header.ResponseHeader;
import io.ottla.wire.io.BufferRecords;
import io.ottla.wire.io.EncodedMessage;
import io.ottla.wire.io.Encoder;
import io.ottla.wire.io.Uuid;
import io.ottla.wire.io.WireReader;
import io.ottla.wire.message.FetchRequest;
import io.ottla.wire.message.ProduceRequest;
import io.ottla.wire.message.ProduceResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Reading a small request, and writing the answer to it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CodecBenchmark {
    private static final int PRODUCE_VERSION = 13;
    private static final int FETCH_VERSION = 17;
    private static final Uuid TOPIC = new Uuid(1, 2);

    private final ByteBuffer produce = produceRequest();
    private final ByteBuffer fetch = fetchRequest();

    @Benchmark
    public ProduceRequest readProduceOfOneRecord() {
        WireReader in = new WireReader(produce.duplicate());
        RequestHeader.read(in, HeaderVersions.request(ApiKey.PRODUCE, PRODUCE_VERSION));
        return ProduceRequest.read(in, PRODUCE_VERSION);
    }

    @Benchmark
    public FetchRequest readFetchOfOnePartition() {
        WireReader in = new WireReader(fetch.duplicate());
        RequestHeader.read(in, HeaderVersions.request(ApiKey.FETCH, FETCH_VERSION));
        return FetchRequest.read(in, FETCH_VERSION);
    }

    @Benchmark
    public EncodedMessage writeProduceAnswer() {
        ProduceResponse.PartitionProduceResponse partition =
                new ProduceResponse.PartitionProduceResponse().index(3).baseOffset(123_456);
        ProduceResponse.TopicProduceResponse topic =
                new ProduceResponse.TopicProduceResponse().topicId(TOPIC).partitionResponses(List.of(partition));
        return Encoder.frame(
                new ResponseHeader().correlationId(17),
                HeaderVersions.response(ApiKey.PRODUCE, PRODUCE_VERSION),
                new ProduceResponse().responses(List.of(topic)),
                PRODUCE_VERSION,
                ByteBuffer::allocate);
    }

    private static ByteBuffer produceRequest() {
        ByteBuffer batch = new BatchBuilder().append(1, null, new byte[100]).build();
        ProduceRequest.TopicProduceData topic = new ProduceRequest.TopicProduceData()
                .topicId(TOPIC)
                .partitionData(List.of(
                        new ProduceRequest.PartitionProduceData().index(3).records(new BufferRecords(batch))));
        ProduceRequest request =
                new ProduceRequest().acks((short) -1).timeoutMs(30_000).topicData(List.of(topic));
        return Encoder.encode(
                        new RequestHeader()
                                .requestApiKey(ApiKey.PRODUCE.id())
                                .requestApiVersion((short) PRODUCE_VERSION)
                                .clientId("bench"),
                        HeaderVersions.request(ApiKey.PRODUCE, PRODUCE_VERSION),
                        request,
                        PRODUCE_VERSION)
                .bytes();
    }

    private static ByteBuffer fetchRequest() {
        FetchRequest.FetchTopic topic = new FetchRequest.FetchTopic()
                .topicId(TOPIC)
                .partitions(
                        List.of(new FetchRequest.FetchPartition().partition(3).fetchOffset(123_456)));
        FetchRequest request = new FetchRequest().maxWaitMs(500).minBytes(1).topics(List.of(topic));
        return Encoder.encode(
                        new RequestHeader()
                                .requestApiKey(ApiKey.FETCH.id())
                                .requestApiVersion((short) FETCH_VERSION)
                                .clientId("bench"),
                        HeaderVersions.request(ApiKey.FETCH, FETCH_VERSION),
                        request,
                        FETCH_VERSION)
                .bytes();
    }
}
