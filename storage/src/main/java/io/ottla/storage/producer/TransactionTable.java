package io.ottla.storage.producer;

import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * The transactions that hold the last stable offset back, by first offset: those that are open, and those that have their
 * marker, but above the high watermark, so that the marker may yet be lost.
 */
final class TransactionTable {
    /** First offset to producer id. */
    private final TreeMap<Long, Long> open = new TreeMap<>();
    /** First offset to the marker's offset. */
    private final TreeMap<Long, Long> unreplicated = new TreeMap<>();

    void begin(long producerId, long firstOffset) {
        open.put(firstOffset, producerId);
    }

    /** Ends the transaction that began at {@code firstOffset}. */
    CompletedTransaction complete(long firstOffset, ProducerAppend.Marker marker) {
        Long producerId = open.remove(firstOffset);
        if (producerId == null || producerId != marker.producerId()) {
            throw new IllegalStateException("producer " + marker.producerId() + " has no transaction open at offset "
                    + firstOffset + ": the table and the producer's own state disagree");
        }
        unreplicated.put(firstOffset, marker.firstOffset());
        long lastStableOffset = firstOpenOffset().orElse(marker.firstOffset() + 1);
        return new CompletedTransaction(
                marker.producerId(), firstOffset, marker.firstOffset(), !marker.commit(), lastStableOffset);
    }

    /** Forgets the ended transactions whose marker lies below {@code offset}. */
    void settleBelow(long offset) {
        unreplicated.values().removeIf(markerOffset -> markerOffset < offset);
    }

    OptionalLong firstOpenOffset() {
        return firstKey(open);
    }

    /** The producer of the oldest transaction that is open, or -1. */
    long producerOfFirstOpen() {
        Map.Entry<Long, Long> first = open.firstEntry();
        return first == null ? -1 : first.getValue();
    }

    OptionalLong firstUnstableOffset() {
        OptionalLong firstOpen = firstKey(open);
        OptionalLong firstUnreplicated = firstKey(unreplicated);
        if (firstOpen.isPresent() && firstUnreplicated.isPresent()) {
            return OptionalLong.of(Math.min(firstOpen.getAsLong(), firstUnreplicated.getAsLong()));
        }
        return firstOpen.isPresent() ? firstOpen : firstUnreplicated;
    }

    boolean hasUnreplicated() {
        return !unreplicated.isEmpty();
    }

    void clear() {
        open.clear();
        unreplicated.clear();
    }

    private static OptionalLong firstKey(TreeMap<Long, Long> offsets) {
        return offsets.isEmpty() ? OptionalLong.empty() : OptionalLong.of(offsets.firstKey());
    }
}
