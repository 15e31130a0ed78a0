package io.ottla.wire.batch;

import io.ottla.wire.io.MalformedMessage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Where the parts of one record lie. Reading checks that the parts fill the record exactly, and copies nothing; one frame
 * serves a whole loop.
 *
 * <pre>
 *   size             varint   bytes that follow
 *   attributes       int8     none are in use
 *   timestampDelta   varlong  to the batch's base timestamp
 *   offsetDelta      varint   to the batch's base offset
 *   keySize, key     varint   negative: null
 *   valueSize, value varint   negative: null
 *   headerCount      varint
 *   headers:         varint key size, key (UTF-8), varint value size (negative: null), value
 * </pre>
 *
 * A varint is zigzag coded: 7 bits a byte, the low ones first, and the sign in the lowest.
 */
final class RecordFrame {
    /** Bytes of the longest size field. */
    static final int SIZE_FIELD_MAX = 5;

    private static final int VARLONG_BITS = 64;
    private static final int VARINT_BITS = 32;

    private ByteBuffer buffer;
    private int at;
    private int end;

    private long timestampDelta;
    private int offsetDelta;
    private int keyAt;
    private int keySize;
    private int valueAt;
    private int valueSize;
    private int headersAt;
    private int headerCount;

    /**
     * Where the record that starts at {@code from} ends, as its size field says: anywhere behind {@code limit}, for all that
     * is known. The field itself has to lie before {@code limit}.
     */
    long findEnd(ByteBuffer bytes, int from, int limit) {
        begin(bytes, from, limit);
        int size = varint();
        if (size < 0) {
            throw new MalformedMessage("a record states a size of " + size + " bytes");
        }
        return (long) at + size;
    }

    /** Reads the record that lies from {@code from} to {@code to}, as {@link #findEnd} found it. */
    void read(ByteBuffer bytes, int from, int to) {
        begin(bytes, from, to);
        varint();
        require(1);
        at++;
        timestampDelta = varlong();
        offsetDelta = varint();
        keySize = varint();
        keyAt = at;
        skip(keySize);
        valueSize = varint();
        valueAt = at;
        skip(valueSize);
        headerCount = varint();
        headersAt = at;
        skipHeaders();
        if (at != end) {
            throw new MalformedMessage("a record's parts end " + (end - at) + " bytes before the record does");
        }
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
        return keySize < 0 ? null : buffer.slice(keyAt, keySize);
    }

    /** The value as a slice, or null. */
    ByteBuffer value() {
        return valueSize < 0 ? null : buffer.slice(valueAt, valueSize);
    }

    int headerCount() {
        return headerCount;
    }

    /** The headers in turn: to be called {@link #headerCount} times after {@link #rewindToHeaders}. */
    RecordHeader nextHeader() {
        int nameSize = varint();
        byte[] name = new byte[nameSize];
        buffer.get(at, name);
        skip(nameSize);
        int size = varint();
        ByteBuffer headerValue = size < 0 ? null : buffer.slice(at, size);
        skip(size);
        return new RecordHeader(new String(name, StandardCharsets.UTF_8), headerValue);
    }

    void rewindToHeaders() {
        at = headersAt;
    }

    private void begin(ByteBuffer bytes, int from, int to) {
        buffer = bytes;
        at = from;
        end = to;
    }

    private void skipHeaders() {
        if (headerCount < 0 || headerCount > end - at) {
            throw new MalformedMessage("a record states " + headerCount + " headers in " + (end - at) + " bytes");
        }
        for (int i = 0; i < headerCount; i++) {
            int nameSize = varint();
            if (nameSize < 0) {
                throw new MalformedMessage("a header of a record has a name of " + nameSize + " bytes");
            }
            skip(nameSize);
            skip(varint());
        }
    }

    /** Passes over a part of {@code size} bytes; a part that is null has none. */
    private void skip(int size) {
        if (size > 0) {
            require(size);
            at += size;
        }
    }

    private void require(int size) {
        if (size > end - at) {
            throw new MalformedMessage("a part of " + size + " bytes does not fit the " + (end - at)
                    + " bytes that are left of its record");
        }
    }

    private int varint() {
        int raw = (int) variable(VARINT_BITS);
        return (raw >>> 1) ^ -(raw & 1);
    }

    private long varlong() {
        long raw = variable(VARLONG_BITS);
        return (raw >>> 1) ^ -(raw & 1);
    }

    private long variable(int bits) {
        long raw = 0;
        for (int shift = 0; shift < bits; shift += 7) {
            require(1);
            byte next = buffer.get(at++);
            raw |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return raw;
            }
        }
        throw new MalformedMessage("a number in a record takes more bytes than one of " + bits + " bits can");
    }
}
