package io.ottla.broker.net;

import io.ottla.wire.io.EncodedMessage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntFunction;

/** A response of given bytes. */
final class RawResponse implements ResponseBody {
    private final byte[] bytes;

    RawResponse(byte[] bytes) {
        this.bytes = bytes;
    }

    static Answer.Send of(byte[] bytes) {
        return new Answer.Send(new RawResponse(bytes), 0);
    }

    static Answer.Send of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int externalSize() {
        return 0;
    }

    @Override
    public EncodedMessage encode(IntFunction<ByteBuffer> allocator) {
        int size = Integer.BYTES + bytes.length;
        ByteBuffer out = allocator.apply(size);
        int start = out.position();
        out.putInt(bytes.length).put(bytes);
        return new EncodedMessage(out.limit(start + size).position(start), List.of(), size);
    }
}
