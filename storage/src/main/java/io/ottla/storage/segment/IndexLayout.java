package io.ottla.storage.segment;

import java.nio.ByteBuffer;

/**
 * The two kinds of index with entries of a fixed size. Keys and values both grow from entry to entry.
 *
 * <pre>
 *   .index      int32 offset - base offset     int32 position in the .log file     8 bytes
 *   .timeindex  int64 largest timestamp so far int32 offset of it - base offset   12 bytes
 * </pre>
 */
enum IndexLayout {
    /** From the last offset of a batch to where the batch starts. */
    OFFSET(8) {
        @Override
        void put(ByteBuffer target, long key, int value) {
            target.putInt((int) key).putInt(value);
        }

        @Override
        long key(ByteBuffer source, int at) {
            return source.getInt(at);
        }

        @Override
        int value(ByteBuffer source, int at) {
            return source.getInt(at + Integer.BYTES);
        }
    },

    /** From a timestamp to the last offset of the first batch that has it, where no earlier one has a larger. */
    TIME(12) {
        @Override
        void put(ByteBuffer target, long key, int value) {
            target.putLong(key).putInt(value);
        }

        @Override
        long key(ByteBuffer source, int at) {
            return source.getLong(at);
        }

        @Override
        int value(ByteBuffer source, int at) {
            return source.getInt(at + Long.BYTES);
        }
    };

    private final int entrySize;

    IndexLayout(int entrySize) {
        this.entrySize = entrySize;
    }

    int entrySize() {
        return entrySize;
    }

    abstract void put(ByteBuffer target, long key, int value);

    abstract long key(ByteBuffer source, int at);

    abstract int value(ByteBuffer source, int at);
}
