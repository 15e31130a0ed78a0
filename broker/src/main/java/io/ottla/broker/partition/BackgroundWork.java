package io.ottla.broker.partition;

/**
 * What is done in the shards' stead.
 *
 * @param flusher waits for the disk
 * @param cleaner compacts logs
 * @param copiers copy logs to other data folders
 * @param closers wait for the disk at the end, when the flusher waits no more
 * @param throttles slow copies down
 */
record BackgroundWork(
        DiskWork flusher, CleanerWork cleaner, DiskWork copiers, DiskWork closers, LogMoves.Throttles throttles) {}
