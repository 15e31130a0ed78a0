package io.ottla.broker.coordinator.transaction;

import java.util.Arrays;
import java.util.Optional;

/**
 * Where a transactional id stands.
 *
 * <pre>
 *                 ┌──────────────────────────────────────────────────────────┐ next transaction
 *                 ▼                                                          │
 *   EMPTY ──► ONGOING ──► PREPARE_COMMIT ──all markers written──► COMPLETE_COMMIT ──┐
 *     │           └─────► PREPARE_ABORT ───all markers written──► COMPLETE_ABORT ───┼──► DEAD (expired: a tombstone)
 *     │                       ▲                                          │          │
 *     └───────────────────────┴── an abort of nothing (version 2) ───────┘          │
 *   EMPTY ◄── InitProducerId ───────────────────────────────────────────────────────┘
 * </pre>
 *
 * <p>{@code PREPARE_EPOCH_FENCE} is known for its name: a state that the reference passes through in memory while it aborts
 * somebody's transaction. Here that is one step.
 */
public enum TransactionState {
    EMPTY(0, "Empty"),
    ONGOING(1, "Ongoing"),
    PREPARE_COMMIT(2, "PrepareCommit"),
    PREPARE_ABORT(3, "PrepareAbort"),
    COMPLETE_COMMIT(4, "CompleteCommit"),
    COMPLETE_ABORT(5, "CompleteAbort"),
    DEAD(6, "Dead"),
    PREPARE_EPOCH_FENCE(7, "PrepareEpochFence");

    private final byte id;
    private final String protocolName;

    TransactionState(int id, String protocolName) {
        this.id = (byte) id;
        this.protocolName = protocolName;
    }

    /** As records have it. */
    public byte id() {
        return id;
    }

    /** As tools show it. */
    public String protocolName() {
        return protocolName;
    }

    /** The state of a record; empty for a number that none has. */
    static Optional<TransactionState> find(byte id) {
        return id >= 0 && id < values().length ? Optional.of(values()[id]) : Optional.empty();
    }

    /** The state of that name; empty when there is none. */
    public static Optional<TransactionState> named(String protocolName) {
        return Arrays.stream(values())
                .filter(state -> state.protocolName.equals(protocolName))
                .findFirst();
    }

    /** Whether the outcome is decided and the markers are still to be written. */
    boolean isPreparing() {
        return this == PREPARE_COMMIT || this == PREPARE_ABORT;
    }

    /** Whether nothing of a transaction is left to be done: the id may expire, or begin anew. */
    boolean isAtRest() {
        return switch (this) {
            case EMPTY, COMPLETE_COMMIT, COMPLETE_ABORT -> true;
            case ONGOING, PREPARE_COMMIT, PREPARE_ABORT, DEAD, PREPARE_EPOCH_FENCE -> false;
        };
    }

    boolean mayFollow(TransactionState before) {
        return switch (this) {
            case EMPTY, DEAD -> before.isAtRest();
            case ONGOING -> before == ONGOING || before.isAtRest();
            case PREPARE_COMMIT -> before == ONGOING;
            case PREPARE_ABORT -> before == ONGOING || before.isAtRest();
            case COMPLETE_COMMIT -> before == PREPARE_COMMIT;
            case COMPLETE_ABORT -> before == PREPARE_ABORT;
            case PREPARE_EPOCH_FENCE -> false;
        };
    }
}
