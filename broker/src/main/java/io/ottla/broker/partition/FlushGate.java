package io.ottla.broker.partition;

/**
 * How far appends of a partition may be acknowledged when {@code flush.messages} asks for an fsync.
 *
 * <p>Once as many records are unflushed as the config allows, whatever was not acknowledged by then waits for the disk, and so
 * does what comes while the fsync runs; if that is enough again, the next fsync covers all of it. So however many wait, each
 * fsync is shared (group commit). As long as fewer records are unflushed, nothing waits.
 */
final class FlushGate {
    private FlushGate() {}

    /**
     * The offset before which records may be acknowledged, and seen.
     *
     * @param passed what it was; it never goes back
     * @param flushedOffset records before it are on disk
     */
    static long passed(long passed, long logEndOffset, long flushedOffset, long flushMessages) {
        boolean held = logEndOffset - flushedOffset >= flushMessages;
        return Math.max(passed, held ? flushedOffset : logEndOffset);
    }
}
