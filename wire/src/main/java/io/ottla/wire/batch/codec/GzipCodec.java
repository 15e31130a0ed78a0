package io.ottla.wire.batch.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Gzip members (RFC 1952). */
public final class GzipCodec implements Codec {
    private static final int BUFFER_SIZE = 8 * 1024;

    @Override
    public InputStream unpack(ByteBuffer packed) throws IOException {
        return new GZIPInputStream(new BufferInput(packed), BUFFER_SIZE);
    }

    @Override
    public OutputStream pack(OutputStream sink, int level) throws IOException {
        return new LevelledOutput(sink, level);
    }

    private static final class LevelledOutput extends GZIPOutputStream {
        LevelledOutput(OutputStream sink, int level) throws IOException {
            super(sink, BUFFER_SIZE);
            def.setLevel(level);
        }
    }
}
