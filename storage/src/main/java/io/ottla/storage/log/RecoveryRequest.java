package io.ottla.storage.log;

import io.ottla.storage.TopicPartition;
import io.ottla.storage.producer.ProducerSettings;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * What is known of a log before its folder is looked into.
 *
 * @param folder the partition's; an empty one becomes an empty log
 * @param logStartOffset from the {@code log-start-offset-checkpoint}, 0 when it is not there
 * @param recoveryPoint from the {@code recovery-point-offset-checkpoint}, 0 when it is not there
 * @param cleanShutdown whether the data folder holds the marker of a clean stop
 * @param cleanedOffset from the {@code cleaner-offset-checkpoint}; empty when it is not there
 */
public record RecoveryRequest(
        TopicPartition partition,
        Path folder,
        LogConfig config,
        ProducerSettings producerSettings,
        long logStartOffset,
        long recoveryPoint,
        boolean cleanShutdown,
        long nowMs,
        OptionalLong cleanedOffset) {
    /** A log that is made now, in an empty folder. */
    public static RecoveryRequest ofNew(
            TopicPartition partition, Path folder, LogConfig config, ProducerSettings producerSettings, long nowMs) {
        return new RecoveryRequest(
                partition, folder, config, producerSettings, 0, 0, true, nowMs, OptionalLong.empty());
    }
}
