package io.ottla.wire.batch;

import io.ottla.wire.io.MalformedMessage;
import io.ottla.wire.io.Varint;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the parts of one record lie. Reading checks that the parts fill the record exactly, and copies nothing; one frame
 * serves a whole loop.
 *
 * <pre>
 *   size             varint   bytes that follow; read before the frame is
 *   attributes       int8     none are in use
 *   timestampDelta   varlong  to the batch's base timestamp
 *   offsetDelta      varint   to the batch's base offset
 *   keySize, key     varint   negative: null
 *   valueSize, value varint   negative: null
 *   headerCount      varint
 *   headers:         varint key size, key (UTF-8), varint value size (negative: null), value
 * </pre>
 */
final class RecordFrame {
    private ByteBuffer buffer;
    private long timestampDelta;
    private int offsetDelta;
    private int keyAt;
    private int keySize;
    private int valueAt;
    private int valueSize;
    private int headersAt;
    private int headerCount;

    /** Reads the record of {@code size} bytes at the buffer's position, and moves the position behind it. */
    void read(ByteBuffer bytes, int size) {
        int limit = bytes.limit();
        buffer = bytes.limit(bytes.position() + size);
        readParts();
        if (bytes.hasRemaining()) {
            throw new MalformedMessage("a record's parts end " + bytes.remaining() + " bytes before the record does");
        }
        bytes.limit(limit);
    }

    long timestampDelta() {
        return timestampDelta;
    }

    int offsetDelta() {
        return offsetDelta;
    }

    boolean hasKey() {
        return keySize >= 0;
    }

    /** The key as a slice, or null. */
    ByteBuffer key() {
        return slice(keyAt, keySize);
    }

    /** The value as a slice, or null. */
    ByteBuffer value() {
        return slice(valueAt, valueSize);
    }

    List<RecordHeader> headers() {
        if (headerCount == 0) {
            return List.of();
        }
        List<RecordHeader> headers = new ArrayList<>(headerCount);
        ByteBuffer in = buffer.duplicate().position(headersAt);
        for (int i = 0; i < headerCount; i++) {
            byte[] key = new byte[Varint.read(in)];
            in.get(key);
            int size = Varint.read(in);
            headers.add(new RecordHeader(new String(key, StandardCharsets.UTF_8), slice(in.position(), size)));
            skip(in, size);
        }
        return headers;
    }

    private void readParts() {
        if (!buffer.hasRemaining()) {
            throw new MalformedMessage("a record is empty");
        }
        buffer.get();
        timestampDelta = Varint.readLong(buffer);
        offsetDelta = Varint.read(buffer);
        keySize = Varint.read(buffer);
        keyAt = buffer.position();
        skip(buffer, keySize);
        valueSize = Varint.read(buffer);
        valueAt = buffer.position();
        skip(buffer, valueSize);
        headerCount = Varint.read(buffer);
        headersAt = buffer.position();
        if (headerCount < 0 || headerCount > buffer.remaining()) {
            throw new MalformedMessage(
                    "a record states " + headerCount + " headers in " + buffer.remaining() + " bytes");
        }
        for (int i = 0; i < headerCount; i++) {
            int headerKeySize = Varint.read(buffer);
            if (headerKeySize < 0) {
                throw new MalformedMessage("a header's key states a size of " + headerKeySize + " bytes");
            }
            skip(buffer, headerKeySize);
            skip(buffer, Varint.read(buffer));
        }
    }

    /** Passes over a part of {@code size} bytes; a part that is null has none. */
    private static void skip(ByteBuffer in, int size) {
        if (size > in.remaining()) {
            throw new MalformedMessage("a part of " + size + " bytes does not fit the " + in.remaining()
                    + " bytes that are left of its record");
        }
        if (size > 0) {
            in.position(in.position() + size);
        }
    }

    private ByteBuffer slice(int from, int size) {
        return size < 0 ? null : buffer.slice(from, size);
    }
}
