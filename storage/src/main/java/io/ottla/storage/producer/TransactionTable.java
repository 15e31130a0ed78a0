package io.ottla.storage.producer;

import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * The transactions that hold the last stable offset back, by first offset: those that are open, and those that have their
 * marker, but above the high watermark, so that the marker may yet be lost.
 */
final class TransactionTable {
    // Made when there is something to be in them: most of very many partitions never see a transaction.

    /** First offset to producer id. */
    private NavigableMap<Long, Long> open = Collections.emptyNavigableMap();
    /** First offset to the marker's offset. */
    private NavigableMap<Long, Long> unreplicated = Collections.emptyNavigableMap();

    void begin(long producerId, long firstOffset) {
        open = open.isEmpty() ? new TreeMap<>() : open;
        open.put(firstOffset, producerId);
    }

    /** Ends the transaction that began at {@code firstOffset}. */
    CompletedTransaction complete(long firstOffset, ProducerAppend.Marker marker) {
        Long producerId = open.isEmpty() ? null : open.remove(firstOffset);
        if (producerId == null || producerId != marker.producerId()) {
            throw new IllegalStateException("producer " + marker.producerId() + " has no transaction open at offset "
                    + firstOffset + ": the table and the producer's own state disagree");
        }
        unreplicated = unreplicated.isEmpty() ? new TreeMap<>() : unreplicated;
        unreplicated.put(firstOffset, marker.firstOffset());
        long lastStableOffset = firstOpenOffset().orElse(marker.firstOffset() + 1);
        return new CompletedTransaction(
                marker.producerId(), firstOffset, marker.firstOffset(), !marker.commit(), lastStableOffset);
    }

    /** Forgets the ended transactions whose marker lies below {@code offset}. */
    void settleBelow(long offset) {
        if (!unreplicated.isEmpty()) {
            unreplicated.values().removeIf(markerOffset -> markerOffset < offset);
        }
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
        open = Collections.emptyNavigableMap();
        unreplicated = Collections.emptyNavigableMap();
    }

    private static OptionalLong firstKey(NavigableMap<Long, Long> offsets) {
        return offsets.isEmpty() ? OptionalLong.empty() : OptionalLong.of(offsets.firstKey());
    }
}
