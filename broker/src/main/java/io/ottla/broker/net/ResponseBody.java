package io.ottla.broker.net;

import io.ottla.wire.io.EncodedMessage;
import java.nio.ByteBuffer;
import java.util.function.IntFunction;

/** A response that knows how to put itself into bytes. Used on the connection's I/O loop. */
public interface ResponseBody {
    /** The bytes of record data outside memory that belong into the response. */
    int externalSize();

    /**
     * Encodes the response, with its size in front.
     *
     * @param allocator makes a buffer with room for as many bytes as it is asked for; asked once
     */
    EncodedMessage encode(IntFunction<ByteBuffer> allocator);
}
