package io.ottla.storage.log;

import io.ottla.storage.disk.DiskFullException;
import java.io.IOException;

/**
 * What becomes of a log when the disk refuses: it is given up, and says so whatever is asked of it later; unless the disk was
 * merely full, and the log can be put back to what it was before the step.
 */
final class LogGuard {
    private final LogState log;
    private final LogAppender appender;
    private final LogTruncation truncation;

    LogGuard(LogState log, LogAppender appender, LogTruncation truncation) {
        this.log = log;
        this.appender = appender;
        this.truncation = truncation;
    }

    /** One step that may end in an I/O error. */
    @FunctionalInterface
    interface Step<T> {
        T run() throws IOException;
    }

    /** Takes a step that ends the log when the disk refuses, for whatever reason. */
    <T> T run(String doing, Step<T> step) {
        log.checkUsable();
        try {
            return step.run();
        } catch (IOException refused) {
            appender.discard();
            throw log.fail(doing, refused);
        }
    }

    /** Takes a step that a full disk may refuse, as if it had never been tried. */
    <T> T runUnlessFull(String doing, Step<T> step) {
        log.checkUsable();
        try {
            return step.run();
        } catch (IOException refused) {
            throw takeBack(doing, refused);
        }
    }

    /** Drops what was staged and could not be written; returns what is to be thrown. */
    StorageFailure takeBack(String doing, IOException refused) {
        appender.discard();
        if (!(refused instanceof DiskFullException full)) {
            return log.fail(doing, refused);
        }
        try {
            truncation.takeBackUnwritten(appender.lastStagedMs());
            appender.restartAt(log.logEndOffset);
        } catch (IOException lost) {
            lost.addSuppressed(refused);
            return log.fail("taking back what could not be written to", lost);
        }
        log.space.noteFull(appender.lastStagedMs());
        return new DiskFull(log.logDir(), doing + " " + log.partition, full);
    }
}
