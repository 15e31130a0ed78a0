package io.ottla.storage.producer;

/**
 * A transactional batch that may have to be verified.
 *
 * @param sequence the batch's first
 * @param supportsEpochBump whether the client speaks the transaction protocol in which each transaction has its own epoch
 */
public record VerificationRequest(long producerId, short producerEpoch, int sequence, boolean supportsEpochBump) {}
