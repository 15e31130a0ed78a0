package io.ottla.wire.io;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Encoded sizes of what has no fixed one. {@code compact} says that the length comes as an unsigned varint, one higher
 * than it is, with zero for null; otherwise it is an int16 (strings) or int32 (all else), with -1 for null.
 */
public final class Sizes {
    private Sizes() {}

    public static int string(boolean compact, String value) {
        if (value == null) {
            return compact ? 1 : 2;
        }
        int size = Utf8.size(value);
        return size + (compact ? Varint.sizeOfUnsigned(size + 1) : 2);
    }

    public static int bytes(boolean compact, ByteBuffer value) {
        int size = value == null ? 0 : value.remaining();
        return size + count(compact, value == null ? -1 : size);
    }

    public static int records(boolean compact, Records value) {
        int size = value == null ? 0 : value.sizeInBytes();
        return size + count(compact, value == null ? -1 : size);
    }

    /** The part of {@code value} that a writer does not copy. */
    public static int external(Records value) {
        return value == null || value instanceof BufferRecords ? 0 : value.sizeInBytes();
    }

    /** The size of the length in front of {@code list}. */
    public static int listPrefix(boolean compact, List<?> list) {
        return count(compact, list == null ? -1 : list.size());
    }

    /** A list whose elements all have {@code elementSize} bytes. */
    public static int fixedList(boolean compact, List<?> list, int elementSize) {
        return listPrefix(compact, list) + (list == null ? 0 : list.size() * elementSize);
    }

    public static int stringList(boolean compact, List<String> list) {
        int size = listPrefix(compact, list);
        if (list != null) {
            for (int index = 0; index < list.size(); index++) {
                size += string(compact, list.get(index));
            }
        }
        return size;
    }

    /** A tagged field with {@code payload} bytes: tag, length and those. */
    public static int tagged(int tag, int payload) {
        return Varint.sizeOfUnsigned(tag) + Varint.sizeOfUnsigned(payload) + payload;
    }

    /** The tagged fields that the specs do not know, without the count in front of all tagged fields. */
    public static int unknownTags(List<RawTaggedField> fields) {
        int size = 0;
        for (int index = 0; index < fields.size(); index++) {
            RawTaggedField field = fields.get(index);
            size += tagged(field.tag(), field.data().length);
        }
        return size;
    }

    private static int count(boolean compact, int length) {
        return compact ? Varint.sizeOfUnsigned(length + 1) : 4;
    }
}
