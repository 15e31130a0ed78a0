package io.ottla.broker.partition;

/** How far into a log someone may look. */
public enum Isolation {
    /** Up to the log's end: replicas, and tools that ask for it. */
    LOG_END,
    /** What is replicated: consumers. */
    HIGH_WATERMARK,
    /** What is replicated and decided: consumers of committed records. */
    LAST_STABLE;

    private static final byte READ_UNCOMMITTED = 0;
    private static final byte READ_COMMITTED = 1;
    private static final int CONSUMER = -1;

    /** Whether the protocol has this isolation level. */
    public static boolean isLevel(byte isolationLevel) {
        return isolationLevel == READ_UNCOMMITTED || isolationLevel == READ_COMMITTED;
    }

    /** By the protocol's fields: a replica id that is -1 for consumers, and an isolation level. */
    public static Isolation of(int replicaId, byte isolationLevel) {
        if (replicaId != CONSUMER) {
            return LOG_END;
        }
        return isolationLevel == READ_COMMITTED ? LAST_STABLE : HIGH_WATERMARK;
    }
}
