package io.ottla.controller.decide;

import io.ottla.controller.record.VersionedRecord;
import io.ottla.wire.api.ErrorCode;
import java.util.List;

/**
 * What came of a command.
 *
 * @param <R> the reply, which is released once the records are committed
 */
public sealed interface Decision<R> {

    /**
     * The records make it so. There may be none: then the reply holds as soon as what was decided before is committed.
     *
     * @param atomic whether the records must be seen all or not at all; if so they lie in one batch
     * @param sessions what the controller notes about brokers beside the log
     */
    record Accepted<R>(List<VersionedRecord> records, boolean atomic, R reply, List<SessionChange> sessions)
            implements Decision<R> {
        public Accepted {
            records = List.copyOf(records);
            sessions = List.copyOf(sessions);
        }
    }

    /** Nothing happens. */
    record Rejected<R>(ApiError error) implements Decision<R> {}

    /** So many records a decision that is asked for by a client may have, so that its batch stays in bounds. */
    int ATOMIC_RECORDS_MAX = 10_000;

    ApiError TOO_MANY_RECORDS =
            new ApiError(ErrorCode.POLICY_VIOLATION, "Unable to perform excessively large batch operation.");

    /** Accepts all or nothing, unless there are too many records for that. */
    static <R> Decision<R> atomic(List<VersionedRecord> records, R reply) {
        if (records.size() > ATOMIC_RECORDS_MAX) {
            return new Rejected<>(TOO_MANY_RECORDS);
        }
        return new Accepted<>(records, true, reply, List.of());
    }

    /** Accepts records that may become visible one by one. */
    static <R> Decision<R> of(List<VersionedRecord> records, R reply, SessionChange... sessions) {
        return new Accepted<>(records, false, reply, List.of(sessions));
    }

    /** Accepts without anything to write. */
    static <R> Decision<R> reply(R reply) {
        return new Accepted<>(List.of(), false, reply, List.of());
    }

    static <R> Decision<R> reject(ErrorCode code, String message) {
        return new Rejected<>(new ApiError(code, message));
    }
}
