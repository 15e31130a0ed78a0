package io.ottla.broker.partition;

import io.ottla.storage.TopicPartition;
import io.ottla.wire.api.ErrorCode;
import java.nio.file.Path;
import java.util.List;

/**
 * A data folder, described.
 *
 * @param error set when the folder has failed; then nothing else is known of it
 * @param totalBytes size of the volume, or -1
 * @param usableBytes what is left of it, or -1
 * @param cordoned whether no new partitions are put into it
 */
public record LogDirReport(
        Path path, ErrorCode error, long totalBytes, long usableBytes, boolean cordoned, List<Log> logs) {

    /**
     * A partition's log.
     *
     * @param offsetLag by how much the log is behind the high watermark, or a copy behind the log
     * @param isFuture whether it is a copy that is being made, to move the partition here
     */
    public record Log(TopicPartition partition, long sizeBytes, long offsetLag, boolean isFuture) {}

    static LogDirReport offline(Path path) {
        return new LogDirReport(path, ErrorCode.KAFKA_STORAGE_ERROR, -1, -1, false, List.of());
    }
}
