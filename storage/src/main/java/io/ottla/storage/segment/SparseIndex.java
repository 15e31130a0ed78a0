package io.ottla.storage.segment;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * An index of a segment: entries sorted by key, and by value too. The newest entries are in memory, where most look-ups end;
 * the file has all those before them, and gets them some hundreds at a time. An entry that is not in the file yet is no loss
 * when the process dies: the segment it belongs to is read again then.
 *
 * <pre>
 *   entry   0 ............ windowStart ....... written ....... entries
 *   file    [--------------------------------------)
 *   memory                 [----------------------------------)
 * </pre>
 */
final class SparseIndex {
    private static final int WINDOW = 1024;
    private static final int SMALLEST_WINDOW = 8;

    // Of the indexes of many thousand partitions, hardly any have something in memory.
    private static final long[] NO_KEYS = {};
    private static final int[] NO_VALUES = {};

    private final LogFile file;
    private final IndexLayout layout;
    private int entries;
    private int written;
    private int windowStart;
    private long[] keys = NO_KEYS;
    private int[] values = NO_VALUES;
    /** Whether the file may be longer than its entries, or have fewer of them. */
    private boolean unfinished;
    /** Whether anything in the file may be lost with the power. */
    private boolean unforced;

    /** The index in {@code file}, which has {@code entries} entries. */
    SparseIndex(LogFile file, IndexLayout layout, int entries) {
        this.file = file;
        this.layout = layout;
        this.entries = entries;
        this.written = entries;
        this.windowStart = entries;
    }

    LogFile file() {
        return file;
    }

    int entries() {
        return entries;
    }

    /** The length that the file has when everything is written. */
    long sizeInBytes() {
        return (long) entries * layout.entrySize();
    }

    /** Adds an entry; both key and value are larger than the last ones. */
    void append(long key, int value) throws IOException {
        if (entries > 0) {
            loadNewest();
            if (key <= keys[entries - 1 - windowStart]) {
                throw new IllegalArgumentException("entry " + key + " does not come after "
                        + keys[entries - 1 - windowStart] + " in " + file.path());
            }
        }
        if (entries - windowStart == WINDOW) {
            dropOlderHalf();
        }
        int at = entries - windowStart;
        if (at == keys.length) {
            int capacity = Math.max(SMALLEST_WINDOW, Math.min(WINDOW, at * 2));
            keys = Arrays.copyOf(keys, capacity);
            values = Arrays.copyOf(values, capacity);
        }
        keys[at] = key;
        values[at] = value;
        entries++;
        noteChanged();
    }

    /** The key of an entry. */
    long key(int entry) throws IOException {
        return entry >= windowStart ? keys[entry - windowStart] : layout.key(readEntry(entry), 0);
    }

    /** The value of an entry. */
    int value(int entry) throws IOException {
        return entry >= windowStart ? values[entry - windowStart] : layout.value(readEntry(entry), 0);
    }

    /** The last entry whose key is not above {@code key}, or -1. */
    int floor(long key) throws IOException {
        return search(key, true);
    }

    /** The last entry whose value is not above {@code value}, or -1. */
    int floorByValue(long value) throws IOException {
        return search(value, false);
    }

    private void noteChanged() {
        unfinished = true;
        unforced = true;
    }

    /** Whether the file has to be forced to outlive a loss of power; from here on it is the caller's to see to that. */
    boolean takeUnforced() {
        boolean due = unforced;
        unforced = false;
        return due;
    }

    /** Drops all entries, and whatever else is in the file. */
    void clear() throws IOException {
        truncateTo(0);
        noteChanged();
        finish();
    }

    /** Drops the entries from {@code newEntries} on. */
    void truncateTo(int newEntries) throws IOException {
        if (newEntries >= entries) {
            return;
        }
        entries = newEntries;
        noteChanged();
        if (written > newEntries) {
            written = newEntries;
            file.truncate(sizeInBytes());
        }
        windowStart = Math.min(windowStart, newEntries);
    }

    /** Writes to the file what is not there yet. */
    void writePending() throws IOException {
        ByteBuffer block = file.pool().block();
        int next = written;
        while (next < entries) {
            block.clear();
            int start = next;
            while (next < entries && block.remaining() >= layout.entrySize()) {
                layout.put(block, keys[next - windowStart], values[next - windowStart]);
                next++;
            }
            block.flip();
            file.write((long) start * layout.entrySize(), block);
            written = next;
        }
    }

    /** Writes what is pending, makes the file exactly as long as its entries, and gives the memory back. */
    void finish() throws IOException {
        if (unfinished) {
            writePending();
            file.truncate(sizeInBytes());
            unfinished = false;
        }
        release();
    }

    private void release() {
        windowStart = entries;
        keys = NO_KEYS;
        values = NO_VALUES;
    }

    /** After a restart memory is empty; what comes next is compared with the last entry. */
    private void loadNewest() throws IOException {
        if (windowStart < entries) {
            return;
        }
        int first = Math.max(0, entries - WINDOW / 2);
        ByteBuffer block = readEntries(first, entries - first);
        keys = new long[WINDOW];
        values = new int[WINDOW];
        for (int i = 0; i < entries - first; i++) {
            keys[i] = layout.key(block, i * layout.entrySize());
            values[i] = layout.value(block, i * layout.entrySize());
        }
        windowStart = first;
    }

    private void dropOlderHalf() throws IOException {
        writePending();
        int kept = WINDOW / 2;
        int dropped = WINDOW - kept;
        System.arraycopy(keys, dropped, keys, 0, kept);
        System.arraycopy(values, dropped, values, 0, kept);
        windowStart += dropped;
    }

    private int search(long target, boolean byKey) throws IOException {
        boolean inWindow = windowStart < entries && (byKey ? keys[0] : values[0]) <= target;
        if (inWindow) {
            int low = 0;
            int high = entries - windowStart - 1;
            while (low < high) {
                int middle = (low + high + 1) >>> 1;
                if ((byKey ? keys[middle] : values[middle]) <= target) {
                    low = middle;
                } else {
                    high = middle - 1;
                }
            }
            return windowStart + low;
        }
        return searchFile(target, byKey);
    }

    /** Halves the file's part until what is left fits into one read, and goes on in that. */
    private int searchFile(long target, boolean byKey) throws IOException {
        int low = -1;
        int high = windowStart - 1;
        int blockEntries = file.pool().block().capacity() / layout.entrySize();
        while (high - low > blockEntries) {
            int middle = low + (high - low + 1) / 2;
            if ((byKey ? key(middle) : value(middle)) <= target) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        if (low == high) {
            return low;
        }
        int first = low + 1;
        ByteBuffer block = readEntries(first, high - low);
        while (low < high) {
            int middle = low + (high - low + 1) / 2;
            int at = (middle - first) * layout.entrySize();
            if ((byKey ? layout.key(block, at) : layout.value(block, at)) <= target) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private ByteBuffer readEntry(int entry) throws IOException {
        return readEntries(entry, 1);
    }

    private ByteBuffer readEntries(int first, int count) throws IOException {
        if (first < 0 || first + count > written) {
            throw new IllegalArgumentException("no entries " + first + " to " + (first + count) + " in " + file.path());
        }
        ByteBuffer block = file.pool().block().limit(count * layout.entrySize());
        file.read((long) first * layout.entrySize(), block);
        block.flip();
        if (block.limit() < count * layout.entrySize()) {
            throw new CorruptLogException("The index file " + file.path() + " has fewer than the " + (first + count)
                    + " entries it should have");
        }
        return block;
    }
}
