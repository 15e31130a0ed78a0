package io.ottla.wire.batch.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4FrameInputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;
import net.jpountz.xxhash.XXHashFactory;

/**
 * One LZ4 frame: independent blocks of 64 KiB, without checksums, as the reference writes them; any frame of independent
 * blocks is read. What follows the frame is left alone.
 */
public final class Lz4Codec implements Codec {
    private final int fastLevel;

    /**
     * A codec of the two compressors that the library has.
     *
     * @param fastLevel the level that stands for the fast compressor; all others are levels of the thorough one
     */
    public Lz4Codec(int fastLevel) {
        this.fastLevel = fastLevel;
    }

    @Override
    public InputStream unpack(ByteBuffer packed) throws IOException {
        boolean firstFrameOnly = true;
        return new LZ4FrameInputStream(new BufferInput(packed), firstFrameOnly);
    }

    @Override
    public OutputStream pack(OutputStream sink, int level) throws IOException {
        LZ4Factory factory = LZ4Factory.fastestInstance();
        LZ4Compressor compressor = level == fastLevel ? factory.fastCompressor() : factory.highCompressor(level);
        long unknownSize = -1;
        return new LZ4FrameOutputStream(
                sink,
                LZ4FrameOutputStream.BLOCKSIZE.SIZE_64KB,
                unknownSize,
                compressor,
                XXHashFactory.fastestInstance().hash32(),
                LZ4FrameOutputStream.FLG.Bits.BLOCK_INDEPENDENCE);
    }
}
