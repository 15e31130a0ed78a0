package io.ottla.storage.log;

import io.ottla.storage.TopicPartition;
import io.ottla.storage.epoch.LeaderEpochCache;
import io.ottla.storage.producer.ProducerStateTable;
import io.ottla.storage.segment.SegmentFacts;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/**
 * A log as it was found on disk, put in order, with no file open: what {@link PartitionLog} starts from.
 *
 * @param folder the partition's, in one of the data folders
 * @param segments at least one, by base offset
 * @param recoveryPoint everything below this offset is on the platter
 * @param producers the state as of {@code logEndOffset}; belongs to the log from now on
 * @param epochs likewise
 * @param snapshots the offsets of the producer snapshots in the folder, ascending
 * @param openedMs when this was read
 * @param clean whether everything is as a clean stop left it, on the platter, and nothing was put in order
 * @param cleanedOffset before it the log is compacted; empty when it never was
 */
public record RecoveredLog(
        TopicPartition partition,
        Path folder,
        List<SegmentFacts> segments,
        long logStartOffset,
        long logEndOffset,
        long recoveryPoint,
        ProducerStateTable producers,
        LeaderEpochCache epochs,
        List<Long> snapshots,
        long openedMs,
        boolean clean,
        OptionalLong cleanedOffset) {}
