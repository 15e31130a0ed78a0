package io.ottla.storage.producer;

import java.util.OptionalLong;

/**
 * One producer as {@code DescribeProducers} shows it, and as compaction needs it.
 *
 * @param lastSequence -1 when nothing was written under the current epoch
 * @param lastOffset of its latest records, or -1
 */
public record ProducerView(
        long producerId,
        short producerEpoch,
        int lastSequence,
        long lastTimestampMs,
        int coordinatorEpoch,
        OptionalLong transactionFirstOffset,
        long lastOffset) {}
