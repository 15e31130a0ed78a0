package io.ottla.broker.partition;

/**
 * What is done in the shards' stead.
 *
 * @param flusher waits for the disk
 * @param cleaner compacts logs
 * @param copiers copy logs to other data folders
 * @param throttles slow copies down
 */
record BackgroundWork(DiskWork flusher, CleanerWork cleaner, DiskWork copiers, LogMoves.Throttles throttles) {}
