package io.ottla.broker.config;

import io.ottla.storage.log.SpaceReserve;
import java.nio.file.Path;
import java.util.List;

/**
 * Where the data is, and how often the disk hears of it. What holds for one topic's logs (retention, segment size, ...) is a
 * topic's configuration and not here.
 *
 * @param logDirs the data folders, absolute, at least one
 * @param metadataLogDir the data folder that holds {@code __cluster_metadata-0}
 * @param deleteOnClose the folders are temporary: a graceful stop deletes them
 * @param recoveryThreadsPerLogDir how many logs of one folder are recovered at a time
 * @param moveThreads how many threads copy replicas to other data folders
 * @param reserve how much of a volume is kept free of records
 * @param flushSchedulerIntervalMs how often logs are looked through for data due to be flushed
 * @param recoveryPointCheckpointIntervalMs how often the recovery points are written down
 * @param logStartOffsetCheckpointIntervalMs how often the log start offsets are written down
 * @param highWatermarkCheckpointIntervalMs how often the high watermarks are written down
 * @param retentionCheckIntervalMs how often segments are looked through for those past their retention
 * @param producerIdExpirationMs a producer silent for longer is forgotten
 * @param producerIdExpiryCheckIntervalMs how often it is looked for such producers
 */
public record StorageSettings(
        List<Path> logDirs,
        Path metadataLogDir,
        boolean deleteOnClose,
        int recoveryThreadsPerLogDir,
        int moveThreads,
        SpaceReserve reserve,
        long flushSchedulerIntervalMs,
        long recoveryPointCheckpointIntervalMs,
        long logStartOffsetCheckpointIntervalMs,
        long highWatermarkCheckpointIntervalMs,
        long retentionCheckIntervalMs,
        int producerIdExpirationMs,
        int producerIdExpiryCheckIntervalMs,
        Cleaner cleaner) {

    /** The log cleaner, which compacts. */
    public record Cleaner(
            boolean enabled,
            int threads,
            long dedupeBufferBytes,
            int ioBufferBytes,
            double ioBufferLoadFactor,
            double ioMaxBytesPerSecond,
            long backoffMs) {}
}
