package io.ottla.storage.compaction;

import io.ottla.storage.segment.SegmentFacts;
import java.util.ArrayList;
import java.util.List;

/** Which segments are to become one, so that segments do not get smaller with every compaction. */
final class SegmentGroups {
    private static final int OFFSET_ENTRY_BYTES = 8;
    private static final int TIME_ENTRY_BYTES = 12;

    private SegmentGroups() {}

    /**
     * Neighbours, as many as fit into one segment by their size now, the size of their indexes, and their offsets.
     *
     * @param firstUncleanableOffset what follows the last of {@code segments}
     */
    static List<List<SegmentFacts>> of(
            List<SegmentFacts> segments, long bytesMax, long indexBytesMax, long firstUncleanableOffset) {
        List<List<SegmentFacts>> groups = new ArrayList<>();
        List<SegmentFacts> group = new ArrayList<>();
        for (int i = 0; i < segments.size(); i++) {
            SegmentFacts segment = segments.get(i);
            long next = i + 1 < segments.size() ? segments.get(i + 1).baseOffset() : firstUncleanableOffset;
            group.add(segment);
            boolean fits = sum(group, SegmentFacts::sizeBytes) <= bytesMax
                    && sum(group, SegmentFacts::offsetEntries) * OFFSET_ENTRY_BYTES <= indexBytesMax
                    && sum(group, SegmentFacts::timeEntries) * TIME_ENTRY_BYTES <= indexBytesMax
                    && (segment.sizeBytes() == 0 || next - 1 - group.getFirst().baseOffset() <= Integer.MAX_VALUE);
            if (!fits && group.size() > 1) {
                group.removeLast();
                groups.add(List.copyOf(group));
                group.clear();
                group.add(segment);
            }
        }
        if (!group.isEmpty()) {
            groups.add(List.copyOf(group));
        }
        return groups;
    }

    private interface Measure {
        int of(SegmentFacts segment);
    }

    private static long sum(List<SegmentFacts> group, Measure measure) {
        long sum = 0;
        for (SegmentFacts segment : group) {
            sum += measure.of(segment);
        }
        return sum;
    }
}
