package io.ottla.storage.dirs;

import io.ottla.storage.TopicPartition;
import io.ottla.storage.disk.Disk;
import io.ottla.storage.log.LogConfig;
import io.ottla.storage.log.LogRecovery;
import io.ottla.storage.log.RecoveredLog;
import io.ottla.storage.log.RecoveryRequest;
import io.ottla.storage.producer.ProducerSettings;
import io.ottla.wire.io.Uuid;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A partition that a data folder holds.
 *
 * @param topicId from {@code partition.metadata}; empty when it is missing
 * @param logStartOffset from the checkpoint, or 0
 * @param recoveryPoint from the checkpoint, or 0
 * @param highWatermark from the checkpoint, or 0; for whoever opens the log to set
 * @param cleanedOffset from the checkpoint; empty when the log was never compacted
 */
public record FoundPartition(
        TopicPartition partition,
        LogDir dir,
        Path folder,
        Optional<Uuid> topicId,
        long logStartOffset,
        long recoveryPoint,
        long highWatermark,
        OptionalLong cleanedOffset) {
    /** Opens the log; takes its time, and may be done on any thread, many at a time. */
    public RecoveredLog recover(Disk disk, LogConfig config, ProducerSettings producerSettings, long nowMs) {
        return LogRecovery.recover(
                disk,
                new RecoveryRequest(
                        partition,
                        folder,
                        config,
                        producerSettings,
                        logStartOffset,
                        recoveryPoint,
                        dir.cleanShutdown(),
                        nowMs,
                        cleanedOffset));
    }
}
