package io.ottla.broker.partition;

/**
 * What is to be done next to move a log to another data folder while it is written. Pure.
 *
 * <pre>
 *   copy ──all that was known is copied, and durable──► finish: the rest is copied by the owner of the log, who then swaps
 *    ▲                                                    │
 *    └── too much came in meanwhile ──────────────────────┘
 * </pre>
 */
final class MovePlan {
    private MovePlan() {}

    /**
     * How far it is.
     *
     * @param copiedTo the offset up to which the log is copied
     * @param durableTo the offset up to which the copy is durable
     * @param logStart where the log starts
     * @param logEnd where the log ends
     * @param truncated whether the log lost its end since the copy was begun
     * @param busy whether something is done to the log's files elsewhere
     */
    record Progress(long copiedTo, long durableTo, long logStart, long logEnd, boolean truncated, boolean busy) {}

    /** What is to be done. */
    sealed interface Next {
        /** To copy from an offset on, away from the log's owner. */
        record Copy(long fromOffset) implements Next {}

        /** To drop what was copied, which may not be in the log any more, and begin at the log's start. */
        record CopyAnew(long fromOffset) implements Next {}

        /** To wait until nothing else is done to the log's files. */
        record Wait() implements Next {}

        /** To copy what little is left, and swap. */
        record Finish(long fromOffset) implements Next {}
    }

    static Next next(Progress progress) {
        if (progress.truncated() || progress.copiedTo() > progress.logEnd()) {
            return new Next.CopyAnew(progress.logStart());
        }
        if (progress.copiedTo() < progress.logStart()) {
            // Retention was faster. What was copied is no part of the log any more.
            return new Next.Copy(progress.logStart());
        }
        if (progress.durableTo() < progress.copiedTo()) {
            return new Next.Copy(progress.copiedTo());
        }
        return progress.busy() ? new Next.Wait() : new Next.Finish(progress.copiedTo());
    }
}
