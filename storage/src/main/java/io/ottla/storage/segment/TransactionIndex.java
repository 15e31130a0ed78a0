package io.ottla.storage.segment;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The aborted transactions whose markers are in a segment, by the markers' offsets. There is no file while there are none. */
final class TransactionIndex {
    private final LogFile file;
    private int entries;

    /** The index in {@code file}, which has {@code entries} entries, and does not exist when that is none. */
    TransactionIndex(LogFile file, int entries) {
        this.file = file;
        this.entries = entries;
    }

    LogFile file() {
        return file;
    }

    int entries() {
        return entries;
    }

    void append(AbortedTransaction transaction) throws IOException {
        if (entries == 0 && !file.exists()) {
            file.create();
        }
        ByteBuffer block = file.pool().block();
        transaction.put(block);
        file.write((long) entries * AbortedTransaction.SIZE, block.flip());
        entries++;
    }

    /**
     * Adds to {@code found} the transactions that have records in {@code from} to {@code to} (exclusive).
     *
     * @return whether later segments cannot have any more of them
     */
    boolean collect(long from, long to, List<AbortedTransaction> found) throws IOException {
        return forEach(transaction -> {
            if (transaction.lastOffset() >= from && transaction.firstOffset() < to) {
                found.add(transaction);
            }
            return transaction.lastStableOffset() < to;
        });
    }

    /** Drops the transactions whose markers are at {@code offset} or later. */
    void truncateTo(long offset) throws IOException {
        int[] kept = {0};
        forEach(transaction -> {
            boolean keep = transaction.lastOffset() < offset;
            if (keep) {
                kept[0]++;
            }
            return keep;
        });
        if (kept[0] < entries) {
            entries = kept[0];
            file.truncate((long) entries * AbortedTransaction.SIZE);
        }
    }

    /** Drops everything; the file goes. */
    void clear() throws IOException {
        file.close();
        file.pool().disk().delete(file.path());
        entries = 0;
    }

    /** What is wrong with the file, if something is. */
    Optional<String> defect(long baseOffset) throws IOException {
        String[] found = {null};
        try {
            forEach(transaction -> {
                if (transaction.lastOffset() < baseOffset) {
                    found[0] = "an aborted transaction ends at " + transaction.lastOffset() + ", before the segment";
                }
                return found[0] == null;
            });
        } catch (CorruptLogException unreadable) {
            return Optional.of(unreadable.getMessage());
        }
        return Optional.ofNullable(found[0]);
    }

    /** Shows the entries in order for as long as {@code more} wants them; returns whether it had enough. */
    private boolean forEach(Predicate<AbortedTransaction> more) throws IOException {
        int blockEntries = file.pool().block().capacity() / AbortedTransaction.SIZE;
        for (int first = 0; first < entries; first += blockEntries) {
            int count = Math.min(blockEntries, entries - first);
            ByteBuffer block = file.pool().block().limit(count * AbortedTransaction.SIZE);
            file.read((long) first * AbortedTransaction.SIZE, block);
            block.flip();
            for (int i = 0; i < count; i++) {
                int at = i * AbortedTransaction.SIZE;
                if (at + AbortedTransaction.SIZE > block.limit() || !AbortedTransaction.isKnownVersion(block, at)) {
                    throw new CorruptLogException(
                            "Entry " + (first + i) + " of the transaction index " + file.path() + " cannot be read");
                }
                if (!more.test(AbortedTransaction.read(block, at))) {
                    return true;
                }
            }
        }
        return false;
    }
}
