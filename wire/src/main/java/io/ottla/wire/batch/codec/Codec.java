package io.ottla.wire.batch.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** Packs and unpacks the records of a batch. Keeps nothing from one call to the next. */
public interface Codec {
    /**
     * The bytes that {@code packed} holds from its position to its limit; neither is moved. The stream keeps its memory in
     * proportion to what it has read, whatever lengths the bytes state, and has to be closed. Bytes that are not of this
     * compression, or end too early, are an {@link IOException}, here or while reading.
     */
    InputStream unpack(ByteBuffer packed) throws IOException;

    /** A stream that packs what is written to it into {@code sink}, and closes it with itself. */
    OutputStream pack(OutputStream sink, int level) throws IOException;
}
