package io.ottla.bench.load;

import io.ottla.wire.api.ApiKey;
import io.ottla.wire.header.HeaderVersions;
import io.ottla.wire.header.RequestHeader;
import io.ottla.wire.header.ResponseHeader;
import io.ottla.wire.io.Encoder;
import io.ottla.wire.io.Message;
import io.ottla.wire.io.WireReader;
import java.nio.ByteBuffer;

/** Requests as frames, and what is common to all answers. */
public final class Frames {
    /** Bytes of the length in front of a frame. */
    static final int LENGTH_SIZE = Integer.BYTES;

    /** Where in a request the correlation id lies: after length, API key and version. */
    static final int CORRELATION_ID = LENGTH_SIZE + 2 * Short.BYTES;

    private static final String CLIENT_ID = "ottla-bench";

    private Frames() {}

    /** The whole frame of a request; its length in front. */
    public static ByteBuffer request(ApiKey api, int version, Message body) {
        RequestHeader header = new RequestHeader()
                .requestApiKey(api.id())
                .requestApiVersion((short) version)
                .correlationId(0)
                .clientId(CLIENT_ID);
        return Encoder.frame(header, HeaderVersions.request(api, version), body, version, ByteBuffer::allocate)
                .bytes();
    }

    /** Steps over an answer's header, and returns its correlation id. */
    public static int readHeader(WireReader answer, ApiKey api, int version) {
        return ResponseHeader.read(answer, HeaderVersions.response(api, version))
                .correlationId();
    }
}
