/**
 * Produce: batches of records are appended to partitions. Each batch is checked on the I/O loop that received it, without
 * copying its records; the partition's shard then gives it its place, and puts all batches of a burst down in one write.
 */
package io.ottla.broker.api.produce;
