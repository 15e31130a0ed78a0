package io.ottla.broker.partition;

import io.ottla.wire.api.ErrorCode;

/** What goes along with an error that a producer is told. */
final class RefusalFacts {
    private RefusalFacts() {}

    /**
     * Whether the log's start is told. It is for errors that are about the batch and what came before it; not where the
     * partition is not here, or the batch's bytes alone are wrong. The split is the reference's.
     */
    static boolean tellsLogStart(ErrorCode error) {
        return switch (error) {
            case UNKNOWN_TOPIC_OR_PARTITION,
                    UNKNOWN_TOPIC_ID,
                    NOT_LEADER_OR_FOLLOWER,
                    MESSAGE_TOO_LARGE,
                    RECORD_LIST_TOO_LARGE,
                    CORRUPT_MESSAGE,
                    KAFKA_STORAGE_ERROR,
                    UNSUPPORTED_COMPRESSION_TYPE -> false;
            default -> true;
        };
    }
}
