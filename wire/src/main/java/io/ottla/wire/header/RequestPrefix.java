package io.ottla.wire.header;

import io.ottla.wire.io.MalformedMessage;
import java.nio.ByteBuffer;

/**
 * The first eight bytes of a request, the same in every version of every header. With them a request can be answered
 * even if its version is unknown.
 *
 * <pre>
 *   0        2            4                8
 *   | apiKey | apiVersion | correlationId  | client id, tagged fields: by header version ...
 * </pre>
 */
public record RequestPrefix(short apiKey, short apiVersion, int correlationId) {
    public static final int SIZE = 8;

    /** Reads the prefix at the buffer's position, which stays where it is. */
    public static RequestPrefix peek(ByteBuffer frame) {
        if (frame.remaining() < SIZE) {
            throw new MalformedMessage("a request of " + frame.remaining() + " bytes");
        }
        int start = frame.position();
        return new RequestPrefix(frame.getShort(start), frame.getShort(start + 2), frame.getInt(start + 4));
    }
}
