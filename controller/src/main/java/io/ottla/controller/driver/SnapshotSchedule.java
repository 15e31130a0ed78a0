package io.ottla.controller.driver;

import io.ottla.controller.ControllerSettings;

/** Says when a snapshot is due. */
final class SnapshotSchedule {
    private final ControllerSettings.Snapshots settings;
    private long lastBytes;
    private long lastOffset;
    private long lastMs;

    /** @param offset what a snapshot has already, or the log begins after */
    SnapshotSchedule(ControllerSettings.Snapshots settings, long offset, long nowMs) {
        this.settings = settings;
        this.lastOffset = offset;
        this.lastMs = nowMs;
    }

    /**
     * @param appendedBytes all that was ever appended
     * @param offset the last one applied
     */
    boolean isDue(long appendedBytes, long offset, long nowMs) {
        if (offset <= lastOffset) {
            return false;
        }
        boolean enough = appendedBytes - lastBytes >= settings.maxRecordBytes();
        boolean overdue = settings.maxIntervalMs() > 0 && nowMs - lastMs >= settings.maxIntervalMs();
        return enough || overdue;
    }

    /** A snapshot up to {@code offset} was begun. */
    void begun(long appendedBytes, long offset, long nowMs) {
        lastBytes = appendedBytes;
        lastOffset = offset;
        lastMs = nowMs;
    }

    /** When a snapshot is due next, if anything is appended until then; {@link Long#MAX_VALUE} when time does not matter. */
    long nextMs() {
        return settings.maxIntervalMs() > 0 ? lastMs + settings.maxIntervalMs() : Long.MAX_VALUE;
    }
}
