package io.ottla.storage.producer;

/**
 * A transaction that has just got its marker.
 *
 * @param lastOffset the marker's own
 * @param lastStableOffset the first offset that is still undecided once the transaction counts as ended, when all of the log
 *     is replicated; what the index of aborted transactions keeps
 */
public record CompletedTransaction(
        long producerId, long firstOffset, long lastOffset, boolean aborted, long lastStableOffset) {}
