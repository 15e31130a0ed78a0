package io.ottla.broker.coordinator.runtime;

import io.ottla.wire.api.ErrorCode;

/** What those are told whose records could not be written: an error that a coordinator's clients know what to make of. */
final class AppendErrors {
    private AppendErrors() {}

    static ErrorCode told(ErrorCode ofLog) {
        return switch (ofLog) {
            case NOT_LEADER_OR_FOLLOWER, KAFKA_STORAGE_ERROR, FENCED_LEADER_EPOCH -> ErrorCode.NOT_COORDINATOR;
            case UNKNOWN_TOPIC_OR_PARTITION, NOT_ENOUGH_REPLICAS, REQUEST_TIMED_OUT ->
                ErrorCode.COORDINATOR_NOT_AVAILABLE;
            default -> ErrorCode.UNKNOWN_SERVER_ERROR;
        };
    }

    /**
     * The same for one whose records are part of a transaction: what is wrong with the transaction or its producer is for him
     * to know.
     */
    static ErrorCode toldInTransaction(ErrorCode ofLog) {
        return switch (ofLog) {
            case MESSAGE_TOO_LARGE, RECORD_LIST_TOO_LARGE -> ErrorCode.INVALID_COMMIT_OFFSET_SIZE;
            case INVALID_PRODUCER_EPOCH, INVALID_TXN_STATE -> ofLog;
            default -> told(ofLog);
        };
    }
}
