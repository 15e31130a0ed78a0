package io.ottla.storage.log;

import io.ottla.storage.producer.AppendOrigin;
import io.ottla.storage.producer.Verification;

/**
 * Who appends, and what goes with it.
 *
 * @param leaderEpoch the epoch that the batch is stamped with; not used for a replicated one, which has its own
 * @param nowMs the time, in milliseconds since the epoch
 * @param ticket from the verification of a transactional batch ({@link Verification.Needed})
 * @param transactionVersion of the protocol that the transaction runs by; for markers alone
 */
public record AppendRequest(AppendOrigin origin, int leaderEpoch, long nowMs, long ticket, short transactionVersion) {
    /** An append that needs no ticket and is no marker. */
    public AppendRequest(AppendOrigin origin, int leaderEpoch, long nowMs) {
        this(origin, leaderEpoch, nowMs, Verification.NO_TICKET, (short) 0);
    }

    /** Whether the log gives the batch its offsets and its epoch; a replicated one has them. */
    boolean givesOffsets() {
        return origin != AppendOrigin.REPLICATION;
    }

    /** Whether {@code message.timestamp.type} bears on the batch. */
    boolean givesTimestamps() {
        return origin == AppendOrigin.CLIENT || origin == AppendOrigin.COORDINATOR;
    }
}
