package io.ottla.storage.producer;

import io.ottla.wire.api.ErrorCode;

/** What becomes of an append, as far as its producer is concerned. */
public sealed interface AppendVerdict {
    /** The append may be made; {@link ProducerStateTable#apply} notes it. */
    record Accepted() implements AppendVerdict {
        static final Accepted INSTANCE = new Accepted();
    }

    /** The very batch was appended before, at these offsets: the producer is told so as if it were now. */
    record Duplicate(long firstOffset, long lastOffset, long timestampMs) implements AppendVerdict {}

    /** The append may not be made. */
    record Rejected(ErrorCode error, String reason) implements AppendVerdict {}
}
