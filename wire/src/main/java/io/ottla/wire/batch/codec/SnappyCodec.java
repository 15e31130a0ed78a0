package io.ottla.wire.batch.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.xerial.snappy.SnappyOutputStream;

/**
 * Snappy blocks in the framing of the snappy-java library, which the reference writes. Some clients (librdkafka among them)
 * send one bare block instead: that is read too.
 */
public final class SnappyCodec implements Codec {
    @Override
    public InputStream unpack(ByteBuffer packed) throws IOException {
        return new SnappyInput(packed);
    }

    /** Snappy has no levels: {@code level} is not used. */
    @Override
    public OutputStream pack(OutputStream sink, int level) {
        return new SnappyOutputStream(sink);
    }
}
