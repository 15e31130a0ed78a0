package io.ottla.storage.segment;

import java.nio.ByteBuffer;

/**
 * An entry of the transaction index.
 *
 * <pre>
 *    0 version           int16   0
 *    2 producerId        int64
 *   10 firstOffset       int64   of the transaction on this partition
 *   18 lastOffset        int64   of its marker
 *   26 lastStableOffset  int64   once this transaction had ended
 * </pre>
 */
public record AbortedTransaction(long producerId, long firstOffset, long lastOffset, long lastStableOffset) {
    static final int SIZE = 34;
    private static final short VERSION = 0;

    void put(ByteBuffer target) {
        target.putShort(VERSION)
                .putLong(producerId)
                .putLong(firstOffset)
                .putLong(lastOffset)
                .putLong(lastStableOffset);
    }

    /** Whether the entry that starts at {@code at} can be read. */
    static boolean isKnownVersion(ByteBuffer source, int at) {
        return source.getShort(at) == VERSION;
    }

    static AbortedTransaction read(ByteBuffer source, int at) {
        return new AbortedTransaction(
                source.getLong(at + 2), source.getLong(at + 10), source.getLong(at + 18), source.getLong(at + 26));
    }
}
