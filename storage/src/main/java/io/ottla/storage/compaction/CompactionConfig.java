package io.ottla.storage.compaction;

/**
 * What of a topic's configuration compaction goes by.
 *
 * @param minCleanableRatio {@code min.cleanable.dirty.ratio}: how much of the log must be dirty before it is compacted
 * @param minLagMs {@code min.compaction.lag.ms}: how long a record is left as it is, at least
 * @param maxLagMs {@code max.compaction.lag.ms}: how long at most, whatever the ratio
 * @param deleteRetentionMs {@code delete.retention.ms}: how long a tombstone can be read once it has done its work
 */
public record CompactionConfig(double minCleanableRatio, long minLagMs, long maxLagMs, long deleteRetentionMs) {}
