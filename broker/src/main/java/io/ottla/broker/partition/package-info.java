/**
 * Partitions as their leader sees them, and the shards that own them.
 *
 * <pre>
 *   ClusterImage ──► PartitionKeeper ──► opens, deletes, reconfigures logs in the background
 *                                          │  messages
 *   handlers ── messages ──► shard: PartitionTable ──► Partition ──► PartitionLog
 *                                          │
 *                                          └─ end of burst: write, move high watermarks, answer, wake who waits
 * </pre>
 *
 * <p>Everything from the table down belongs to one shard's thread. What touches the disk and may be slow (opening a log, an
 * fsync, deleting segments) runs in the background, on files alone, and its outcome comes back as a message.
 */
package io.ottla.broker.partition;
