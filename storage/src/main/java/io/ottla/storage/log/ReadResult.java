package io.ottla.storage.log;

/** The answer to a read. */
public sealed interface ReadResult permits LogSlice, ReadResult.OffsetOutOfRange {
    /** There is no such offset: it was deleted, or was not given yet. */
    record OffsetOutOfRange(long offset, long logStartOffset, long logEndOffset) implements ReadResult {}
}
