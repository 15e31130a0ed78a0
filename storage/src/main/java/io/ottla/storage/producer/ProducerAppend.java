package io.ottla.storage.producer;

/** What a batch with a producer id says about its producer: all that {@link ProducerStateTable} needs to know of it. */
public sealed interface ProducerAppend {
    long producerId();

    short producerEpoch();

    /** The batch's first offset: the one it has, or the one it will get. */
    long firstOffset();

    /**
     * Records of a producer. The sequences are {@code RecordBatch.NO_SEQUENCE} when the writer keeps none, as coordinators
     * do.
     */
    record Records(
            long producerId,
            short producerEpoch,
            int firstSequence,
            int lastSequence,
            long firstOffset,
            long lastOffset,
            long maxTimestampMs,
            boolean transactional)
            implements ProducerAppend {}

    /** The end of a transaction: a commit or abort marker. */
    record Marker(
            long producerId,
            short producerEpoch,
            int coordinatorEpoch,
            boolean commit,
            long firstOffset,
            long timestampMs)
            implements ProducerAppend {}
}
