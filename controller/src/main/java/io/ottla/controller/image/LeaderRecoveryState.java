package io.ottla.controller.image;

/** Whether a partition's leader still recovers from having been elected from outside the in-sync replicas. */
public enum LeaderRecoveryState {
    RECOVERED((byte) 0),
    RECOVERING((byte) 1);

    /** In a change record: the state stays. */
    static final byte NO_CHANGE = -1;

    private final byte code;

    LeaderRecoveryState(byte code) {
        this.code = code;
    }

    /** As it stands in records and requests. */
    public byte code() {
        return code;
    }

    public static LeaderRecoveryState of(byte code) {
        return switch (code) {
            case 0 -> RECOVERED;
            case 1 -> RECOVERING;
            default -> throw new InvalidRecordException("there is no leader recovery state " + code);
        };
    }
}
