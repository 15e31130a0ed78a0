package io.ottla.bench.startup;

import io.ottla.wire.api.ApiKey;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.batch.BatchBuilder;
import io.ottla.wire.header.HeaderVersions;
import io.ottla.wire.header.RequestHeader;
import io.ottla.wire.header.ResponseHeader;
import io.ottla.wire.io.BufferRecords;
import io.ottla.wire.io.Encoder;
import io.ottla.wire.io.Message;
import io.ottla.wire.io.WireReader;
import io.ottla.wire.message.MetadataRequest;
import io.ottla.wire.message.MetadataResponse;
import io.ottla.wire.message.ProduceRequest;
import io.ottla.wire.message.ProduceResponse;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A client that knocks until a broker lets it in, has a topic made by asking for it, and appends one record. It goes
 * through the steps every client goes through, without the pauses of a library between them.
 */
final class FirstRecord {
    private static final String TOPIC = "first-record";
    private static final int METADATA_VERSION = 9;
    private static final int PRODUCE_VERSION = 9;
    private static final short ACKS_ALL = -1;
    private static final int ANSWER_WITHIN_MS = 30_000;
    private static final Duration GIVE_UP_AFTER = Duration.ofSeconds(120);
    private static final long PAUSE_NANOS = 1_000_000;

    private final int port;
    private final long deadlineNanos = System.nanoTime() + GIVE_UP_AFTER.toNanos();

    FirstRecord(int port) {
        this.port = port;
    }

    /** Returns when the record is acknowledged. */
    void await() {
        while (!tryOnce()) {
            if (System.nanoTime() - deadlineNanos > 0) {
                throw new IllegalStateException("no record acknowledged within " + GIVE_UP_AFTER);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private boolean tryOnce() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(ANSWER_WITHIN_MS);
            socket.setTcpNoDelay(true);
            while (!hasLeader(socket) || !isAppended(socket)) {
                if (System.nanoTime() - deadlineNanos > 0) {
                    return false;
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            return true;
        } catch (IOException e) {
            // Nobody there yet, or gone again: knock once more.
            return false;
        }
    }

    private static boolean hasLeader(Socket socket) throws IOException {
        MetadataRequest request = new MetadataRequest()
                .topics(List.of(new MetadataRequest.MetadataRequestTopic().name(TOPIC)))
                .allowAutoTopicCreation(true);
        WireReader body = exchange(socket, ApiKey.METADATA, METADATA_VERSION, request);
        MetadataResponse response = MetadataResponse.read(body, METADATA_VERSION);
        return response.topics().stream()
                .filter(topic -> topic.errorCode() == ErrorCode.NONE.code())
                .flatMap(topic -> topic.partitions().stream())
                .anyMatch(partition -> partition.leaderId() >= 0);
    }

    private static boolean isAppended(Socket socket) throws IOException {
        ByteBuffer batch = new BatchBuilder()
                .append(System.currentTimeMillis(), null, "first".getBytes(StandardCharsets.UTF_8))
                .build();
        ProduceRequest.PartitionProduceData partition =
                new ProduceRequest.PartitionProduceData().index(0).records(new BufferRecords(batch));
        ProduceRequest request = new ProduceRequest()
                .acks(ACKS_ALL)
                .timeoutMs(ANSWER_WITHIN_MS)
                .topicData(List.of(
                        new ProduceRequest.TopicProduceData().name(TOPIC).partitionData(List.of(partition))));
        WireReader body = exchange(socket, ApiKey.PRODUCE, PRODUCE_VERSION, request);
        ProduceResponse response = ProduceResponse.read(body, PRODUCE_VERSION);
        return response.responses().getFirst().partitionResponses().getFirst().errorCode() == ErrorCode.NONE.code();
    }

    private static WireReader exchange(Socket socket, ApiKey api, int version, Message request) throws IOException {
        RequestHeader header = new RequestHeader()
                .requestApiKey(api.id())
                .requestApiVersion((short) version)
                .correlationId(1)
                .clientId("bench");
        ByteBuffer frame = Encoder.frame(
                        header, HeaderVersions.request(api, version), request, version, ByteBuffer::allocate)
                .bytes();
        socket.getOutputStream().write(frame.array(), frame.position(), frame.remaining());
        DataInputStream in = new DataInputStream(socket.getInputStream());
        byte[] answer = new byte[in.readInt()];
        in.readFully(answer);
        WireReader body = new WireReader(ByteBuffer.wrap(answer));
        ResponseHeader.read(body, HeaderVersions.response(api, version));
        return body;
    }
}
