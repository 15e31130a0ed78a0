package io.ottla.wire.conformance;

import io.ottla.wire.conformance.Shape.Kind;
import io.ottla.wire.conformance.Shape.Slot;
import io.ottla.wire.io.Uuid;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Values for a message, bound to neither implementation. A slot that is not in {@code values} keeps its default.
 *
 * @param unknownTags tagged fields that the specs do not know
 */
public record ValueTree(Map<String, Object> values, Map<Integer, byte[]> unknownTags) {
    private static final int STRING_BYTES_MAX = Short.MAX_VALUE;
    private static final int UNKNOWN_TAG_MIN = 100;

    /** Record data, as opposed to plain bytes. */
    public record RecordData(ByteBuffer bytes) {}

    /** A value for every slot, null where that is allowed, and some unknown tagged fields. */
    public static ValueTree full(Shape shape, Random random) {
        return full(shape, random, 0);
    }

    /** A value for one slot only, on one path down: what a version cannot carry is then the one reason to refuse. */
    public static ValueTree sparse(Shape shape, Random random) {
        Map<String, Object> values = new LinkedHashMap<>();
        if (!shape.slots().isEmpty()) {
            Slot slot = shape.slots().get(random.nextInt(shape.slots().size()));
            values.put(slot.name(), sparseValue(slot, random));
        }
        // The reference has null as the default of records that may not be null, and so always needs a value there.
        for (Slot slot : shape.slots()) {
            if (slot.kind() == Kind.RECORDS && !slot.nullable()) {
                values.put(slot.name(), leaf(slot.kind(), random));
            }
        }
        Map<Integer, byte[]> unknown =
                random.nextInt(20) == 0 && shape.flexible() ? unknownTags(random) : new TreeMap<>();
        return new ValueTree(values, unknown);
    }

    private static ValueTree full(Shape shape, Random random, int depth) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Slot slot : shape.slots()) {
            // Tagged fields are often left at their default: then they are not written at all.
            if (slot.tag() < 0 || random.nextInt(3) != 0) {
                values.put(slot.name(), value(slot, random, depth));
            }
        }
        boolean withUnknown = shape.flexible() && random.nextInt(4) == 0;
        return new ValueTree(values, withUnknown ? unknownTags(random) : new TreeMap<>());
    }

    private static Object value(Slot slot, Random random, int depth) {
        if (slot.nullable() && random.nextInt(4) == 0) {
            return null;
        }
        if (slot.kind() == Kind.STRUCT) {
            return full(slot.struct(), random, depth + 1);
        }
        if (slot.kind() != Kind.LIST) {
            return leaf(slot.kind(), random);
        }
        int size = listSize(slot, random, depth);
        List<Object> list = new ArrayList<>(size);
        for (int index = 0; index < size; index++) {
            list.add(
                    slot.element() == Kind.STRUCT
                            ? full(slot.struct(), random, depth + 1)
                            : leaf(slot.element(), random));
        }
        return list;
    }

    /** Mostly few; sometimes so many that a compact count takes two bytes. */
    private static int listSize(Slot slot, Random random, int depth) {
        boolean many = slot.element() == Kind.STRUCT ? depth == 0 && random.nextInt(100) == 0 : random.nextInt(40) == 0;
        if (many) {
            return 127 + random.nextInt(3);
        }
        return random.nextInt(depth == 0 ? 4 : 3);
    }

    private static Object sparseValue(Slot slot, Random random) {
        if (slot.nullable() && random.nextInt(3) == 0) {
            return null;
        }
        if (slot.kind() == Kind.STRUCT) {
            return sparse(slot.struct(), random);
        }
        if (slot.kind() != Kind.LIST) {
            return leaf(slot.kind(), random);
        }
        List<Object> list = new ArrayList<>();
        if (random.nextInt(5) != 0) {
            list.add(slot.element() == Kind.STRUCT ? sparse(slot.struct(), random) : leaf(slot.element(), random));
        }
        return list;
    }

    private static Object leaf(Kind kind, Random random) {
        return switch (kind) {
            case BOOL -> random.nextBoolean();
            case INT8 -> (byte) number(random, Byte.MIN_VALUE, Byte.MAX_VALUE);
            case INT16 -> (short) number(random, Short.MIN_VALUE, Short.MAX_VALUE);
            case UINT16 -> (int) number(random, 0, 0xffff);
            case INT32 -> (int) number(random, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case UINT32 -> number(random, 0, 0xffffffffL);
            case INT64 -> number(random, Long.MIN_VALUE, Long.MAX_VALUE);
            case FLOAT64 -> Double.longBitsToDouble(random.nextLong() & ~0x7ff0000000000000L);
            case UUID -> random.nextInt(4) == 0 ? Uuid.ZERO : new Uuid(random.nextLong(), random.nextLong());
            case STRING -> string(random);
            case BYTES -> bytes(random);
            case RECORDS -> new RecordData(ByteBuffer.wrap(bytes(random)));
            case STRUCT, LIST -> throw new IllegalArgumentException("no leaf: " + kind);
        };
    }

    private static long number(Random random, long lowest, long highest) {
        return switch (random.nextInt(6)) {
            case 0 -> lowest;
            case 1 -> highest;
            case 2 -> 0;
            case 3 -> Math.max(lowest, -1);
            default -> {
                long any = random.nextLong();
                yield lowest < 0 ? any >> (63 - Long.SIZE + 1 + Long.numberOfLeadingZeros(highest)) : any & highest;
            }
        };
    }

    private static String string(Random random) {
        int choice = random.nextInt(300);
        if (choice == 0) {
            return "x".repeat(STRING_BYTES_MAX);
        }
        if (choice == 1) {
            return "\u00e9".repeat(STRING_BYTES_MAX / 2);
        }
        if (choice < 40) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(choice < 60 ? 200 : 8);
        for (int index = 0; index < length; index++) {
            switch (random.nextInt(8)) {
                case 0 -> text.append((char) (0x80 + random.nextInt(0x700)));
                case 1 -> text.append((char) (0x800 + random.nextInt(0xc000)));
                case 2 -> text.appendCodePoint(0x10000 + random.nextInt(0x100000));
                case 3 -> text.append('\0');
                default -> text.append((char) ('a' + random.nextInt(26)));
            }
        }
        return text.toString();
    }

    private static byte[] bytes(Random random) {
        byte[] bytes = new byte[random.nextInt(60) == 0 ? 16_384 : random.nextInt(12)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static Map<Integer, byte[]> unknownTags(Random random) {
        Map<Integer, byte[]> tags = new TreeMap<>();
        for (int count = 1 + random.nextInt(2); count > 0; count--) {
            tags.put(UNKNOWN_TAG_MIN + random.nextInt(random.nextBoolean() ? 50 : 1_000_000), bytes(random));
        }
        return tags;
    }
}
