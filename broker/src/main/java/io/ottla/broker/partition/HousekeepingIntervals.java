package io.ottla.broker.partition;

import io.ottla.broker.config.StorageSettings;

/**
 * How often partitions are looked after.
 *
 * @param retentionMs {@code log.retention.check.interval.ms}
 * @param flushMs {@code log.flush.scheduler.interval.ms}
 * @param recoveryPointMs {@code log.flush.offset.checkpoint.interval.ms}
 * @param logStartMs {@code log.flush.start.offset.checkpoint.interval.ms}
 * @param highWatermarkMs {@code replica.high.watermark.checkpoint.interval.ms}
 * @param producerExpiryMs {@code producer.id.expiration.check.interval.ms}
 */
public record HousekeepingIntervals(
        long retentionMs,
        long flushMs,
        long recoveryPointMs,
        long logStartMs,
        long highWatermarkMs,
        long producerExpiryMs) {
    public static HousekeepingIntervals of(StorageSettings settings) {
        return new HousekeepingIntervals(
                settings.retentionCheckIntervalMs(),
                settings.flushSchedulerIntervalMs(),
                settings.recoveryPointCheckpointIntervalMs(),
                settings.logStartOffsetCheckpointIntervalMs(),
                settings.highWatermarkCheckpointIntervalMs(),
                settings.producerIdExpiryCheckIntervalMs());
    }
}
