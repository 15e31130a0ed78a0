package io.ottla.storage.producer;

import io.ottla.wire.api.ErrorCode;

/** Whether the transaction coordinator has to be asked before a transactional append (KIP-890). */
public sealed interface Verification {
    /** Stands for no ticket where one is asked for. */
    long NO_TICKET = 0;

    /** The ticket of what is not to be verified, since the broker was told so. */
    long NOT_ASKED_FOR = -1;

    /** The transaction is open on this partition already. */
    record NotNeeded() implements Verification {}

    /** Ask; when the answer is yes, append with this ticket, which lapses when a marker arrives in between. */
    record Needed(long ticket) implements Verification {}

    /** The producer was fenced. */
    record Refused(ErrorCode error, String reason) implements Verification {}
}
