package io.ottla.wire.io;

import java.nio.ByteBuffer;
import java.util.function.IntFunction;

/** Turns messages into bytes: counts, allocates once, writes. */
public final class Encoder {
    private Encoder() {}

    /** A header and a body without a length in front. */
    public static EncodedMessage encode(Message header, int headerVersion, Message body, int version) {
        return write(0, header, headerVersion, body, version, ByteBuffer::allocate);
    }

    /**
     * A header and a body as a frame: with an int32 in front that counts all that follows, record data outside memory
     * included.
     *
     * @param allocator makes a buffer, in big-endian order, with room for at least as many bytes as it is asked for
     */
    public static EncodedMessage frame(
            Message header, int headerVersion, Message body, int version, IntFunction<ByteBuffer> allocator) {
        return write(Integer.BYTES, header, headerVersion, body, version, allocator);
    }

    /** A message by itself, such as a record's key or value. Its record data, if any, must be in memory. */
    public static ByteBuffer encode(Message message, int version) {
        ByteBuffer out = ByteBuffer.allocate(message.size(version));
        message.write(new WireWriter(out), version);
        checkFull(out, message);
        return out.flip();
    }

    private static EncodedMessage write(
            int prefix,
            Message header,
            int headerVersion,
            Message body,
            int version,
            IntFunction<ByteBuffer> allocator) {
        int bodySize = body.size(version);
        int external = body.externalSize(version);
        long total = (long) prefix + header.size(headerVersion) + bodySize;
        if (bodySize < 0 || total > Integer.MAX_VALUE) {
            throw new IllegalStateException("a message of more than 2 GiB");
        }
        int inMemory = (int) total - external;
        ByteBuffer out = allocator.apply(inMemory);
        int start = out.position();
        out.limit(start + inMemory);
        if (prefix > 0) {
            out.putInt((int) total - prefix);
        }
        WireWriter writer = new WireWriter(out);
        header.write(writer, headerVersion);
        body.write(writer, version);
        checkFull(out, body);
        return new EncodedMessage(out.position(start), writer.externals(), (int) total);
    }

    /** A message whose size was counted wrongly would be cut or padded on the wire; a peer could not recover from it. */
    private static void checkFull(ByteBuffer out, Message message) {
        if (out.hasRemaining()) {
            throw new IllegalStateException(
                    message.getClass().getSimpleName() + " was counted " + out.remaining() + " bytes too large");
        }
    }
}
