package io.ottla.wire.io;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads primitive values off one buffer, from its position to its limit.
 *
 * <p>Nothing is allocated for a length or count that the bytes left cannot hold. {@code compact} is as in
 * {@link Sizes}; {@code nullable} says whether null is allowed; {@code field} only serves error texts. Byte buffers and
 * records are slices of the input and share its memory: what outlives the request must be copied.
 *
 * <p>Bytes that are no UTF-8 become replacement characters, as in the reference.
 */
public final class WireReader {
    private static final int STRING_BYTES_MAX = Short.MAX_VALUE;

    private final ByteBuffer in;
    private byte[] scratch = new byte[64];
    private boolean sharesInput;

    /** Reads {@code in} and moves its position. The byte order must be big-endian, a buffer's own default. */
    public WireReader(ByteBuffer in) {
        this.in = in;
    }

    public int remaining() {
        return in.remaining();
    }

    /** Whether some of what was read is a slice of the input, which must then not be reused while that is in use. */
    public boolean sharesInput() {
        return sharesInput;
    }

    public boolean readBool() {
        require(1);
        return in.get() != 0;
    }

    public byte readInt8() {
        require(1);
        return in.get();
    }

    public short readInt16() {
        require(2);
        return in.getShort();
    }

    public int readUint16() {
        require(2);
        return in.getShort() & 0xffff;
    }

    public int readInt32() {
        require(4);
        return in.getInt();
    }

    public long readUint32() {
        require(4);
        return in.getInt() & 0xffffffffL;
    }

    public long readInt64() {
        require(8);
        return in.getLong();
    }

    public double readFloat64() {
        require(8);
        return in.getDouble();
    }

    public Uuid readUuid() {
        require(16);
        long high = in.getLong();
        long low = in.getLong();
        return (high | low) == 0 ? Uuid.ZERO : new Uuid(high, low);
    }

    public int readUnsignedVarint() {
        return Varint.readUnsigned(in);
    }

    public String readString(boolean compact, boolean nullable, String field) {
        int length = compact ? compactLength(field) : readInt16();
        if (length < 0) {
            checkNull(length, nullable, field);
            return null;
        }
        if (length > STRING_BYTES_MAX) {
            throw new MalformedMessage(field + " has " + length + " bytes, more than a string can have");
        }
        requireLength(length, field);
        return text(length);
    }

    public ByteBuffer readBytes(boolean compact, boolean nullable, String field) {
        int length = compact ? compactLength(field) : readInt32();
        if (length < 0) {
            checkNull(length, nullable, field);
            return null;
        }
        requireLength(length, field);
        return slice(length);
    }

    /** A slice of the input: record data is never copied on the way in. */
    public Records readRecords(boolean compact, boolean nullable, String field) {
        ByteBuffer data = readBytes(compact, nullable, field);
        return data == null ? null : new BufferRecords(data);
    }

    /** The number of elements of a list, which is no more than there are bytes left; -1 for null. */
    public int readCount(boolean compact, boolean nullable, String field) {
        int count = compact ? compactLength(field) : readInt32();
        if (count < 0) {
            checkNull(count, nullable, field);
            return -1;
        }
        if (count > in.remaining()) {
            throw new MalformedMessage(
                    field + " has " + count + " elements, but only " + in.remaining() + " bytes are left");
        }
        return count;
    }

    public List<Byte> readInt8List(boolean compact, boolean nullable, String field) {
        int count = readCount(compact, nullable, field);
        List<Byte> list = newList(count, 1, field);
        for (int index = 0; index < count; index++) {
            list.add(in.get());
        }
        return list;
    }

    public List<Short> readInt16List(boolean compact, boolean nullable, String field) {
        int count = readCount(compact, nullable, field);
        List<Short> list = newList(count, 2, field);
        for (int index = 0; index < count; index++) {
            list.add(in.getShort());
        }
        return list;
    }

    public List<Integer> readInt32List(boolean compact, boolean nullable, String field) {
        int count = readCount(compact, nullable, field);
        List<Integer> list = newList(count, 4, field);
        for (int index = 0; index < count; index++) {
            list.add(in.getInt());
        }
        return list;
    }

    public List<Long> readInt64List(boolean compact, boolean nullable, String field) {
        int count = readCount(compact, nullable, field);
        List<Long> list = newList(count, 8, field);
        for (int index = 0; index < count; index++) {
            list.add(in.getLong());
        }
        return list;
    }

    public List<Uuid> readUuidList(boolean compact, boolean nullable, String field) {
        int count = readCount(compact, nullable, field);
        List<Uuid> list = newList(count, 16, field);
        for (int index = 0; index < count; index++) {
            list.add(readUuid());
        }
        return list;
    }

    public List<String> readStringList(boolean compact, boolean nullable, String field) {
        int count = readCount(compact, nullable, field);
        List<String> list = newList(count, compact ? 1 : 2, field);
        for (int index = 0; index < count; index++) {
            list.add(readString(compact, false, field));
        }
        return list;
    }

    /** Begins a tagged field: reads its size and returns the position where it ends, for {@link #endTag}. */
    public int beginTag(String field) {
        int size = readUnsignedVarint();
        if (size < 0) {
            throw new MalformedMessage(field + " has a size beyond 2 GiB");
        }
        requireLength(size, field);
        return in.position() + size;
    }

    /** Ends a tagged field, which must have had exactly the bytes it announced. */
    public void endTag(int end, String field) {
        if (in.position() != end) {
            throw new MalformedMessage(
                    field + " ends " + Math.abs(in.position() - end) + " bytes away from where it said");
        }
    }

    /** Reads the size and bytes of a tagged field the specs do not know, and returns {@code fields} with it. */
    public List<RawTaggedField> readUnknownTag(List<RawTaggedField> fields, int tag) {
        if (tag < 0) {
            throw new MalformedMessage("a tag beyond 2^31");
        }
        int size = beginTag("an unknown tagged field") - in.position();
        byte[] data = new byte[size];
        in.get(data);
        List<RawTaggedField> grown = fields.isEmpty() ? new ArrayList<>(2) : fields;
        grown.add(new RawTaggedField(tag, data));
        return grown;
    }

    /** For a tag that is known, but belongs to other versions. */
    public MalformedMessage misplacedTag(String field, int version) {
        return new MalformedMessage("version " + version + " has no tagged field " + field);
    }

    /** One less than the number that is read: -1 for null. */
    private int compactLength(String field) {
        int raw = Varint.readUnsigned(in);
        if (raw < 0) {
            throw new MalformedMessage(field + " has a length beyond 2 GiB");
        }
        return raw - 1;
    }

    private static void checkNull(int length, boolean nullable, String field) {
        if (length != -1) {
            throw new MalformedMessage(field + " has the length " + length);
        }
        if (!nullable) {
            throw new MalformedMessage(field + " is null, which it may not be");
        }
    }

    private <T> List<T> newList(int count, int elementSizeMin, String field) {
        if (count < 0) {
            return null;
        }
        if (count > in.remaining() / elementSizeMin) {
            throw new MalformedMessage(
                    field + " has " + count + " elements, but only " + in.remaining() + " bytes are left");
        }
        return new ArrayList<>(count);
    }

    private String text(int length) {
        if (length == 0) {
            return "";
        }
        if (in.hasArray()) {
            int start = in.arrayOffset() + in.position();
            in.position(in.position() + length);
            return new String(in.array(), start, length, StandardCharsets.UTF_8);
        }
        if (scratch.length < length) {
            scratch = new byte[length];
        }
        in.get(scratch, 0, length);
        return new String(scratch, 0, length, StandardCharsets.UTF_8);
    }

    private ByteBuffer slice(int length) {
        sharesInput |= length > 0;
        ByteBuffer part = in.slice(in.position(), length);
        in.position(in.position() + length);
        return part;
    }

    private void require(int size) {
        if (in.remaining() < size) {
            throw new MalformedMessage("the input ends where " + size + " more bytes are due");
        }
    }

    private void requireLength(int length, String field) {
        if (in.remaining() < length) {
            throw new MalformedMessage(field + " has " + length + " bytes, but only " + in.remaining() + " are left");
        }
    }
}
