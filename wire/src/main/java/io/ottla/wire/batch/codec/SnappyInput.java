package io.ottla.wire.batch.codec;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.xerial.snappy.SnappyError;
import org.xerial.snappy.SnappyErrorCode;
import org.xerial.snappy.SnappyInputStream;

/**
 * The library's stream, but for one thing: the library takes impossible chunk sizes for a failure of the machine, and
 * throws an {@link Error} that no caller of a decompressor expects.
 */
final class SnappyInput extends InputStream {
    private final InputStream in;

    SnappyInput(ByteBuffer packed) throws IOException {
        try {
            this.in = new SnappyInputStream(new BufferInput(packed));
        } catch (SnappyError e) {
            throw asBadInput(e);
        }
    }

    @Override
    public int read() throws IOException {
        try {
            return in.read();
        } catch (SnappyError e) {
            throw asBadInput(e);
        }
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        try {
            return in.read(target, offset, length);
        } catch (SnappyError e) {
            throw asBadInput(e);
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private static IOException asBadInput(SnappyError error) {
        if (error.errorCode == SnappyErrorCode.FAILED_TO_LOAD_NATIVE_LIBRARY) {
            throw error;
        }
        return new IOException(error.getMessage(), error);
    }
}
