package io.ottla.wire.batch.codec;

import com.github.luben.zstd.RecyclingBufferPool;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** Zstandard frames (RFC 8878). */
public final class ZstdCodec implements Codec {
    @Override
    public InputStream unpack(ByteBuffer packed) throws IOException {
        return new ZstdInputStreamNoFinalizer(new BufferInput(packed), RecyclingBufferPool.INSTANCE);
    }

    @Override
    public OutputStream pack(OutputStream sink, int level) throws IOException {
        return new ZstdOutputStreamNoFinalizer(sink, RecyclingBufferPool.INSTANCE, level);
    }
}
