package io.ottla.broker.partition;

import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.batch.RecordFault;
import java.util.List;

/** What a producer is told of its batch. */
public sealed interface AppendReply {
    /** Stands for an offset or a time that does not apply. */
    long NONE = -1;

    /**
     * The batch is in the log, as safe as was asked for.
     *
     * @param logAppendTimeMs the time it was stamped with, or {@link #NONE}
     */
    record Acknowledged(long baseOffset, long logAppendTimeMs, long logStartOffset) implements AppendReply {}

    /**
     * The batch is not acknowledged.
     *
     * @param logStartOffset told with errors that are about the batch: with it, a producer can tell deleted records from lost
     *     ones
     * @param message for people, or null
     * @param faults the records at fault, when it is about single ones
     */
    record Refused(ErrorCode error, long logStartOffset, String message, List<RecordFault> faults)
            implements AppendReply {
        public Refused(ErrorCode error, long logStartOffset) {
            this(error, logStartOffset, null, List.of());
        }
    }

    static AppendReply refused(ErrorCode error) {
        return new Refused(error, NONE);
    }
}
