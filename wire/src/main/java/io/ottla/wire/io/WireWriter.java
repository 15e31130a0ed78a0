package io.ottla.wire.io;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes primitive values into one buffer that was made as large as {@link Message#size} said, less
 * {@link Message#externalSize}. Parameters are named as in {@link WireReader}.
 *
 * <p>Lists are gone through by index: an iterator for each would be most of the garbage of a large response.
 *
 * <p>Record data that is not in memory is not written: the writer notes where it belongs ({@link #externals}).
 */
public final class WireWriter {
    private static final int STRING_BYTES_MAX = Short.MAX_VALUE;

    /** Record data that belongs between the bytes before {@code position} and those from it on. */
    public record External(int position, Records records) {}

    private final ByteBuffer out;
    private List<External> externals = List.of();

    public WireWriter(ByteBuffer out) {
        this.out = out;
    }

    /** What was left out, in order of position. */
    public List<External> externals() {
        return externals;
    }

    public void writeBool(boolean value) {
        out.put((byte) (value ? 1 : 0));
    }

    public void writeInt8(byte value) {
        out.put(value);
    }

    public void writeInt16(short value) {
        out.putShort(value);
    }

    public void writeUint16(int value) {
        out.putShort((short) value);
    }

    public void writeInt32(int value) {
        out.putInt(value);
    }

    public void writeUint32(long value) {
        out.putInt((int) value);
    }

    public void writeInt64(long value) {
        out.putLong(value);
    }

    public void writeFloat64(double value) {
        out.putDouble(value);
    }

    public void writeUuid(Uuid value) {
        out.putLong(value.mostSignificantBits()).putLong(value.leastSignificantBits());
    }

    public void writeUnsignedVarint(int value) {
        Varint.writeUnsigned(out, value);
    }

    public void writeString(boolean compact, boolean nullable, String value, String field) {
        if (value == null) {
            checkNullable(nullable, field);
            if (compact) {
                out.put((byte) 0);
            } else {
                out.putShort((short) -1);
            }
            return;
        }
        int size = Utf8.size(value);
        if (size > STRING_BYTES_MAX) {
            throw new IllegalStateException(field + " has " + size + " bytes, more than a string can have");
        }
        if (compact) {
            Varint.writeUnsigned(out, size + 1);
        } else {
            out.putShort((short) size);
        }
        Utf8.write(out, value);
    }

    public void writeBytes(boolean compact, boolean nullable, ByteBuffer value, String field) {
        if (value == null) {
            writeNullLength(compact, nullable, field);
            return;
        }
        int size = value.remaining();
        writeLength(compact, size);
        out.put(out.position(), value, value.position(), size);
        out.position(out.position() + size);
    }

    public void writeRecords(boolean compact, boolean nullable, Records value, String field) {
        if (value instanceof BufferRecords inMemory) {
            writeBytes(compact, nullable, inMemory.buffer(), field);
            return;
        }
        if (value == null) {
            writeNullLength(compact, nullable, field);
            return;
        }
        writeLength(compact, value.sizeInBytes());
        if (externals.isEmpty()) {
            externals = new ArrayList<>();
        }
        externals.add(new External(out.position(), value));
    }

    /** Writes the number of elements of {@code list}; the caller writes the elements. */
    public void writeCount(boolean compact, boolean nullable, List<?> list, String field) {
        if (list == null) {
            writeNullLength(compact, nullable, field);
        } else {
            writeLength(compact, list.size());
        }
    }

    public void writeInt8List(boolean compact, boolean nullable, List<Byte> list, String field) {
        writeCount(compact, nullable, list, field);
        if (list != null) {
            for (int index = 0; index < list.size(); index++) {
                out.put(list.get(index));
            }
        }
    }

    public void writeInt16List(boolean compact, boolean nullable, List<Short> list, String field) {
        writeCount(compact, nullable, list, field);
        if (list != null) {
            for (int index = 0; index < list.size(); index++) {
                out.putShort(list.get(index));
            }
        }
    }

    public void writeInt32List(boolean compact, boolean nullable, List<Integer> list, String field) {
        writeCount(compact, nullable, list, field);
        if (list != null) {
            for (int index = 0; index < list.size(); index++) {
                out.putInt(list.get(index));
            }
        }
    }

    public void writeInt64List(boolean compact, boolean nullable, List<Long> list, String field) {
        writeCount(compact, nullable, list, field);
        if (list != null) {
            for (int index = 0; index < list.size(); index++) {
                out.putLong(list.get(index));
            }
        }
    }

    public void writeUuidList(boolean compact, boolean nullable, List<Uuid> list, String field) {
        writeCount(compact, nullable, list, field);
        if (list != null) {
            for (int index = 0; index < list.size(); index++) {
                writeUuid(list.get(index));
            }
        }
    }

    public void writeStringList(boolean compact, boolean nullable, List<String> list, String field) {
        writeCount(compact, nullable, list, field);
        if (list != null) {
            for (int index = 0; index < list.size(); index++) {
                writeString(compact, false, list.get(index), field);
            }
        }
    }

    /** Fails if {@code value} is null, in a version where it may not be. */
    public void requirePresent(Object value, String field) {
        checkNullable(value != null, field);
    }

    /** Begins a tagged field whose value takes {@code size} bytes. */
    public void beginTag(int tag, int size) {
        Varint.writeUnsigned(out, tag);
        Varint.writeUnsigned(out, size);
    }

    /**
     * Writes the unknown tagged fields from {@code from} on whose tags lie below {@code knownTag}, and returns the index
     * of the first that is left. Tags must rise, and none may be {@code knownTag}.
     */
    public int writeUnknownTags(List<RawTaggedField> fields, int from, int knownTag) {
        int index = from;
        for (; index < fields.size(); index++) {
            RawTaggedField field = fields.get(index);
            if (index > 0 && field.tag() <= fields.get(index - 1).tag()) {
                throw new IllegalStateException("tag " + field.tag() + " comes after tag "
                        + fields.get(index - 1).tag());
            }
            if (field.tag() == knownTag) {
                throw new IllegalStateException("tag " + knownTag + " is known, and not free for an unknown field");
            }
            if (field.tag() > knownTag) {
                return index;
            }
            beginTag(field.tag(), field.data().length);
            out.put(field.data());
        }
        return index;
    }

    private void writeLength(boolean compact, int length) {
        if (compact) {
            Varint.writeUnsigned(out, length + 1);
        } else {
            out.putInt(length);
        }
    }

    private void writeNullLength(boolean compact, boolean nullable, String field) {
        checkNullable(nullable, field);
        writeLength(compact, -1);
    }

    private static void checkNullable(boolean nullable, String field) {
        if (!nullable) {
            throw new IllegalStateException(field + " is null, which it may not be in this version");
        }
    }
}
