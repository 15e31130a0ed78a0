package io.ottla.storage.dirs;

import java.util.OptionalLong;

/**
 * In which data folder a partition's log is, and what the checkpoints in that folder are to say of it. Plain numbers, since
 * there may be a hundred thousand of these.
 */
final class PlacedLog {
    /** What is left out of a checkpoint. */
    private static final long NONE = -1;

    private LogDir dir;
    private long recoveryPoint;
    private long logStartOffset;
    private long highWatermark;
    private long cleanedOffset = NONE;

    PlacedLog(LogDir dir) {
        this.dir = dir;
    }

    LogDir dir() {
        return dir;
    }

    void moveTo(LogDir other) {
        dir = other;
    }

    /** Empty when the checkpoint is to say nothing of this log. */
    OptionalLong offset(OffsetCheckpoint checkpoint) {
        long offset = switch (checkpoint) {
            case RECOVERY_POINT -> recoveryPoint;
            case LOG_START_OFFSET -> logStartOffset;
            case HIGH_WATERMARK -> highWatermark;
            case CLEANER -> cleanedOffset;
        };
        return offset == NONE ? OptionalLong.empty() : OptionalLong.of(offset);
    }

    void note(OffsetCheckpoint checkpoint, long offset) {
        switch (checkpoint) {
            case RECOVERY_POINT -> recoveryPoint = offset;
            case LOG_START_OFFSET -> logStartOffset = offset;
            case HIGH_WATERMARK -> highWatermark = offset;
            case CLEANER -> cleanedOffset = offset;
        }
    }
}
