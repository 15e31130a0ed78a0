package io.ottla.broker.dispatch;

import io.ottla.broker.net.ResponseBody;
import io.ottla.wire.api.ApiKey;
import io.ottla.wire.header.HeaderVersions;
import io.ottla.wire.header.ResponseHeader;
import io.ottla.wire.io.ApiMessage;
import io.ottla.wire.io.EncodedMessage;
import io.ottla.wire.io.Encoder;
import java.nio.ByteBuffer;
import java.util.function.IntFunction;

/** A response message on its way out, in the version of its request. */
record MessageResponse(ApiKey key, int version, int correlationId, ApiMessage message) implements ResponseBody {

    @Override
    public int externalSize() {
        return message.externalSize(version);
    }

    @Override
    public EncodedMessage encode(IntFunction<ByteBuffer> allocator) {
        ResponseHeader header = new ResponseHeader().correlationId(correlationId);
        return Encoder.frame(header, HeaderVersions.response(key, version), message, version, allocator);
    }
}
