package io.ottla.storage.segment;

/**
 * What is known of a segment when it is opened: enough to use it without touching a file.
 *
 * @param sizeBytes of the {@code .log} file
 * @param offsetEntries number of entries in {@code .index}
 * @param timeEntries number of entries in {@code .timeindex}
 * @param abortedEntries number of entries in {@code .txnindex}
 */
public record SegmentFacts(long baseOffset, int sizeBytes, int offsetEntries, int timeEntries, int abortedEntries) {
    /** A segment that has nothing in it yet. */
    public static SegmentFacts empty(long baseOffset) {
        return new SegmentFacts(baseOffset, 0, 0, 0, 0);
    }
}
