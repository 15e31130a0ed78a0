package io.ottla.broker.coordinator.group.consumer;

/**
 * How far a member is from its target.
 *
 * <pre>
 *   STABLE ──a newer target──► UNREVOKED_PARTITIONS ──has given up what it must──► UNRELEASED_PARTITIONS ──► STABLE
 *      └───────────────── nothing to give up, but others still hold what it is to get ──────┘
 * </pre>
 *
 * Any state may follow on any: each step goes to the latest target, whatever the one before was.
 */
public enum MemberState {
    /** Has what its epoch's target says. */
    STABLE(0),
    /** Has been told to give partitions up, and still holds some of them. */
    UNREVOKED_PARTITIONS(1),
    /** Has given up all it had to; waits for partitions that other members still hold. */
    UNRELEASED_PARTITIONS(2),
    /** Written by a broker newer than this one. */
    UNKNOWN(127);

    private final byte id;

    MemberState(int id) {
        this.id = (byte) id;
    }

    public byte id() {
        return id;
    }

    public static MemberState of(byte id) {
        for (MemberState state : values()) {
            if (state.id == id) {
                return state;
            }
        }
        return UNKNOWN;
    }
}
