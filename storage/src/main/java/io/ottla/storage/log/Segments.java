package io.ottla.storage.log;

import io.ottla.storage.segment.LogSegment;
import java.util.ArrayList;
import java.util.List;

/** The segments of a log, by base offset; at least one once the log is open. The last one is the active one. */
final class Segments {
    private final ArrayList<LogSegment> list = new ArrayList<>(1);

    LogSegment active() {
        return list.getLast();
    }

    LogSegment first() {
        return list.getFirst();
    }

    LogSegment get(int index) {
        return list.get(index);
    }

    int count() {
        return list.size();
    }

    List<LogSegment> all() {
        return List.copyOf(list);
    }

    void add(LogSegment segment) {
        if (!list.isEmpty() && segment.baseOffset() <= active().baseOffset()) {
            throw new IllegalArgumentException(
                    "segment " + segment.baseOffset() + " does not come after " + active().baseOffset());
        }
        list.add(segment);
    }

    /** Index of the last segment that starts at {@code offset} or before, or -1. */
    int floor(long offset) {
        int low = -1;
        int high = list.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (list.get(middle).baseOffset() <= offset) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** Puts one segment in the place of {@code count}, from {@code index} on. */
    void replace(int index, int count, LogSegment replacement) {
        List<LogSegment> replaced = list.subList(index, index + count);
        if (replaced.isEmpty() || replaced.getFirst().baseOffset() != replacement.baseOffset()) {
            throw new IllegalArgumentException("segment " + replacement.baseOffset() + " cannot replace others");
        }
        replaced.clear();
        list.add(index, replacement);
    }

    /** Takes out the first {@code count}. */
    List<LogSegment> removeFirst(int count) {
        List<LogSegment> head = list.subList(0, count);
        List<LogSegment> removed = List.copyOf(head);
        head.clear();
        return removed;
    }

    /** Takes out all from {@code index} on. */
    List<LogSegment> removeFrom(int index) {
        List<LogSegment> tail = list.subList(index, list.size());
        List<LogSegment> removed = List.copyOf(tail);
        tail.clear();
        return removed;
    }

    long sizeBytes() {
        long sum = 0;
        for (LogSegment segment : list) {
            sum += segment.sizeBytes();
        }
        return sum;
    }
}
