package io.ottla.broker.cli;

import io.ottla.wire.api.ApiKey;
import io.ottla.wire.batch.BatchBuilder;
import io.ottla.wire.header.HeaderVersions;
import io.ottla.wire.header.RequestHeader;
import io.ottla.wire.header.ResponseHeader;
import io.ottla.wire.io.BufferRecords;
import io.ottla.wire.io.Encoder;
import io.ottla.wire.io.Message;
import io.ottla.wire.io.Uuid;
import io.ottla.wire.io.WireReader;
import io.ottla.wire.message.ApiVersionsRequest;
import io.ottla.wire.message.FetchRequest;
import io.ottla.wire.message.MetadataRequest;
import io.ottla.wire.message.MetadataResponse;
import io.ottla.wire.message.ProduceRequest;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The one client of a rehearsal: it asks what most clients ask first, and does not look at the answers. */
final class RehearsalClient {
    private static final String TOPIC = "rehearsal";
    private static final int TIMEOUT_MS = 30_000;
    private static final short ACKS_ALL = -1;

    /** Often enough for the JVM to see which methods are worth its while. */
    private static final int ROUNDS = 100;

    private final Socket socket;

    private RehearsalClient(Socket socket) {
        this.socket = socket;
    }

    static void use(String host, int port) throws IOException {
        try (Socket socket = new Socket(host, port)) {
            socket.setSoTimeout(TIMEOUT_MS);
            new RehearsalClient(socket).use();
        }
    }

    private void use() throws IOException {
        ask(
                ApiKey.API_VERSIONS,
                new ApiVersionsRequest().clientSoftwareName("rehearsal").clientSoftwareVersion("1"));
        Uuid topicId = createTopic();
        for (int round = 0; round < ROUNDS; round++) {
            ask(ApiKey.PRODUCE, produce(topicId));
            ask(ApiKey.FETCH, fetch(topicId, round));
        }
    }

    private Uuid createTopic() throws IOException {
        MetadataRequest request = new MetadataRequest()
                .topics(List.of(new MetadataRequest.MetadataRequestTopic().name(TOPIC)))
                .allowAutoTopicCreation(true);
        Uuid topicId = Uuid.ZERO;
        while (topicId.equals(Uuid.ZERO)) {
            WireReader answer = ask(ApiKey.METADATA, request);
            topicId = MetadataResponse.read(answer, ApiKey.METADATA.versions().highest())
                    .topics()
                    .getFirst()
                    .topicId();
        }
        return topicId;
    }

    private static ProduceRequest produce(Uuid topicId) {
        ByteBuffer batch = new BatchBuilder()
                .append(System.currentTimeMillis(), null, "a record".getBytes(StandardCharsets.UTF_8))
                .build();
        return new ProduceRequest()
                .acks(ACKS_ALL)
                .timeoutMs(TIMEOUT_MS)
                .topicData(List.of(new ProduceRequest.TopicProduceData()
                        .topicId(topicId)
                        .partitionData(
                                List.of(new ProduceRequest.PartitionProduceData().records(new BufferRecords(batch))))));
    }

    private static FetchRequest fetch(Uuid topicId, long offset) {
        return new FetchRequest()
                .maxBytes(1 << 20)
                .topics(List.of(new FetchRequest.FetchTopic()
                        .topicId(topicId)
                        .partitions(List.of(new FetchRequest.FetchPartition()
                                .fetchOffset(offset)
                                .partitionMaxBytes(1 << 20)))));
    }

    private WireReader ask(ApiKey api, Message request) throws IOException {
        int version = api.versions().highest();
        RequestHeader header = new RequestHeader()
                .requestApiKey(api.id())
                .requestApiVersion((short) version)
                .clientId("rehearsal");
        ByteBuffer frame = Encoder.frame(
                        header, HeaderVersions.request(api, version), request, version, ByteBuffer::allocate)
                .bytes();
        socket.getOutputStream().write(frame.array(), frame.position(), frame.remaining());
        DataInputStream in = new DataInputStream(socket.getInputStream());
        WireReader answer = new WireReader(ByteBuffer.wrap(in.readNBytes(in.readInt())));
        ResponseHeader.read(answer, HeaderVersions.response(api, version));
        return answer;
    }
}
