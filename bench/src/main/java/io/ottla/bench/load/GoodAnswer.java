package io.ottla.bench.load;

import io.ottla.wire.api.ApiKey;
import io.ottla.wire.header.HeaderVersions;
import io.ottla.wire.header.ResponseHeader;
import io.ottla.wire.io.Encoder;
import io.ottla.wire.message.ProduceResponse;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Tells from size and error code alone that one batch was appended, without decoding the answer. Only for answers that name
 * their topic by id, since all of those are of one size; every other answer is no match, and is decoded.
 */
final class GoodAnswer {
    private static final short ONE = 0x0102;
    private static final short OTHER = 0x1112;

    private final int size;
    private final int errorCodeAt;

    GoodAnswer(int version) {
        ByteBuffer one = encode(version, ONE);
        size = one.remaining();
        errorCodeAt = PatchPoint.find(one, encode(version, OTHER), Short.BYTES);
    }

    boolean matches(ByteBuffer answer) {
        return answer.remaining() == size && answer.getShort(answer.position() + errorCodeAt) == 0;
    }

    static ByteBuffer encode(int version, short errorCode) {
        ProduceResponse.PartitionProduceResponse partition =
                new ProduceResponse.PartitionProduceResponse().errorCode(errorCode);
        ProduceResponse response = new ProduceResponse()
                .responses(List.of(new ProduceResponse.TopicProduceResponse().partitionResponses(List.of(partition))));
        return Encoder.encode(new ResponseHeader(), HeaderVersions.response(ApiKey.PRODUCE, version), response, version)
                .bytes();
    }
}
