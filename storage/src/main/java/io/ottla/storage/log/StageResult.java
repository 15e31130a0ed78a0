package io.ottla.storage.log;

import io.ottla.wire.api.ErrorCode;

/** What became of a batch that was staged. */
public sealed interface StageResult {
    /** The {@code logAppendTimeMs} of a batch that keeps its producer's timestamps. */
    long NO_TIMESTAMP = -1;

    /**
     * The batch has its offsets and was stamped; the next {@link PartitionLog#write} puts it down.
     *
     * @param logAppendTimeMs the time the batch was stamped with, or {@link #NO_TIMESTAMP}
     */
    record Appended(long firstOffset, long lastOffset, long logAppendTimeMs, long logStartOffset)
            implements StageResult {}

    /** The producer sent this very batch before; it is in the log, or staged, at these offsets. */
    record Duplicate(long firstOffset, long lastOffset, long timestampMs, long logStartOffset) implements StageResult {}

    /** The batch is not taken, and nothing has changed; {@code message} is for the producer. */
    record Rejected(ErrorCode error, String message) implements StageResult {}
}
