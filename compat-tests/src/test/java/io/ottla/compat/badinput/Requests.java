package io.ottla.compat.badinput;

import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.ProduceRequestData.PartitionProduceData;
import org.apache.kafka.common.message.ProduceRequestData.TopicProduceData;
import org.apache.kafka.common.message.ProduceRequestData.TopicProduceDataCollection;
import org.apache.kafka.common.message.ProduceResponseData;
import org.apache.kafka.common.message.ProduceResponseData.PartitionProduceResponse;
import org.apache.kafka.common.message.RequestHeaderData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.MessageUtil;
import org.apache.kafka.common.record.internal.MemoryRecords;

/** Frames built by the client library's own serializers, to be spoilt afterwards. */
public final class Requests {
    /** The oldest flexible version; it still has topic names. */
    static final int PRODUCE_VERSION = 9;

    private static final int CORRELATION_ID = 4711;

    private Requests() {}

    /** A whole frame: header and body. */
    public static ByteBuffer frame(ApiKeys api, int version, ApiMessage body) {
        return frame(
                api,
                version,
                MessageUtil.toByteBufferAccessor(body, (short) version).buffer());
    }

    static ByteBuffer frame(ApiKeys api, int version, ByteBuffer body) {
        ByteBuffer header = header(api.id, version, api.requestHeaderVersion((short) version));
        ByteBuffer frame = ByteBuffer.allocate(header.remaining() + body.remaining());
        return frame.put(header).put(body.duplicate()).flip();
    }

    static ByteBuffer header(int api, int version, int headerVersion) {
        RequestHeaderData header = new RequestHeaderData()
                .setRequestApiKey((short) api)
                .setRequestApiVersion((short) version)
                .setCorrelationId(CORRELATION_ID)
                .setClientId("bad-input");
        return MessageUtil.toByteBufferAccessor(header, (short) headerVersion).buffer();
    }

    /** The body of a response, checked to be the answer to a request of ours. */
    public static ByteBufferAccessor body(ByteBuffer response, ApiKeys api, int version) {
        int correlationId = response.getInt();
        if (correlationId != CORRELATION_ID) {
            throw new AssertionError("an answer to another request: " + correlationId);
        }
        if (api.responseHeaderVersion((short) version) >= 1) {
            byte tags = response.get();
            if (tags != 0) {
                throw new AssertionError("unexpected tags in the header");
            }
        }
        return new ByteBufferAccessor(response);
    }

    /** A produce request for partition 0 of a topic. */
    static ByteBuffer produce(String topic, int acks, ByteBuffer records) {
        return frame(ApiKeys.PRODUCE, PRODUCE_VERSION, produceBody(topic, acks, records));
    }

    static ProduceRequestData produceBody(String topic, int acks, ByteBuffer records) {
        PartitionProduceData partition = new PartitionProduceData().setIndex(0);
        if (records != null) {
            partition.setRecords(MemoryRecords.readableRecords(records));
        }
        TopicProduceData data =
                new TopicProduceData().setName(topic).setTopicId(Uuid.ZERO_UUID).setPartitionData(List.of(partition));
        return new ProduceRequestData()
                .setAcks((short) acks)
                .setTimeoutMs(10_000)
                .setTopicData(new TopicProduceDataCollection(List.of(data).iterator()));
    }

    static PartitionProduceResponse produced(ByteBuffer response) {
        return produced(response, PRODUCE_VERSION);
    }

    static PartitionProduceResponse produced(ByteBuffer response, int version) {
        ProduceResponseData data = new ProduceResponseData(body(response, ApiKeys.PRODUCE, version), (short) version);
        return data.responses().iterator().next().partitionResponses().getFirst();
    }
}
