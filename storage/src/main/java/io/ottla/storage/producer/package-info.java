/**
 * What a partition remembers of its producers: idempotence (KIP-98), transactions that are open or just ended, and the
 * guard against writes outside of a transaction (KIP-890).
 *
 * <p>{@link io.ottla.storage.producer.ProducerStateTable} is a plain machine with one owner, the partition's thread. It
 * decides on an append without changing anything, and applies the append when it is made: live, on a follower, and when a
 * log is read again after a crash, always by the same code, so that all three end in the same state. Its memory between
 * restarts is a {@link io.ottla.storage.producer.ProducerSnapshot} beside the log's segments.
 */
package io.ottla.storage.producer;
