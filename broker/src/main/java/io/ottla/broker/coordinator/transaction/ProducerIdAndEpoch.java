package io.ottla.broker.coordinator.transaction;

/** Who a producer is, and how many came before it under the same id. */
public record ProducerIdAndEpoch(long id, short epoch) {
    static final long NO_ID = -1;
    static final short NO_EPOCH = -1;

    /** What is told where there is nothing to tell. */
    static final ProducerIdAndEpoch NONE = new ProducerIdAndEpoch(NO_ID, NO_EPOCH);

    /** The highest epoch is never a producer's own: it is kept for fencing the last. */
    static boolean isExhausted(short epoch) {
        return epoch >= Short.MAX_VALUE - 1;
    }
}
