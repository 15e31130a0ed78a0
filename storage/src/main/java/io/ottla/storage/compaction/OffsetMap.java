package io.ottla.storage.compaction;

import java.nio.ByteBuffer;

/**
 * The last offset of each key, in a fixed amount of memory. Keys are known by a hash, as in the reference: two keys that
 * agree in all its 128 bits would count as one.
 *
 * <pre>
 *   slot   0 first half of the hash   int64
 *          1 second half              int64
 *          2 offset + 1               int64   0: the slot is free
 * </pre>
 */
final class OffsetMap {
    /** Bytes of memory that a key takes. */
    static final int SLOT_BYTES = 24;

    private static final int SLOT_LONGS = SLOT_BYTES / Long.BYTES;
    private static final int SLOTS_MAX = (Integer.MAX_VALUE - 16) / SLOT_LONGS;

    private final long[] table;
    private final int slots;
    private final int keysMax;
    private final KeyHash hash;
    private int keys;

    /**
     * A map for so many keys, or as many as the memory has room for.
     *
     * @param loadFactor how full the map may become, above 0 and below 1
     */
    OffsetMap(KeyHash hash, long keysWanted, long bytesMax, double loadFactor) {
        this.hash = hash;
        long slotsMax = Math.min(SLOTS_MAX, Math.max(2, bytesMax / SLOT_BYTES));
        long slotsWanted = (long) Math.min(slotsMax, Math.ceil((keysWanted + 1) / loadFactor) + 1);
        this.slots = (int) Math.max(2, slotsWanted);
        this.keysMax = Math.max(1, Math.min(slots - 1, (int) (slots * loadFactor)));
        this.table = new long[slots * SLOT_LONGS];
    }

    /** Notes an offset, larger than all before, of a key. Returns false, and notes nothing, when there is no room. */
    boolean put(ByteBuffer key, long offset) {
        int at = find(key);
        if (table[at + 2] == 0) {
            if (keys == keysMax) {
                return false;
            }
            keys++;
            table[at] = hash.first();
            table[at + 1] = hash.second();
        }
        table[at + 2] = offset + 1;
        return true;
    }

    /** The last offset of a key, or -1. */
    long get(ByteBuffer key) {
        return table[find(key) + 2] - 1;
    }

    /** How many keys are known. */
    int keys() {
        return keys;
    }

    double utilization() {
        return (double) keys / slots;
    }

    /** Where the key is, or could be put. */
    private int find(ByteBuffer key) {
        hash.of(key);
        long first = hash.first();
        long second = hash.second();
        int slot = (int) Math.unsignedMultiplyHigh(first, slots);
        int at = slot * SLOT_LONGS;
        while (table[at + 2] != 0 && (table[at] != first || table[at + 1] != second)) {
            slot = slot + 1 == slots ? 0 : slot + 1;
            at = slot * SLOT_LONGS;
        }
        return at;
    }
}
