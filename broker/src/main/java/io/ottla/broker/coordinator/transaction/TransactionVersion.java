package io.ottla.broker.coordinator.transaction;

/**
 * What the levels of the feature {@link io.ottla.controller.decide.FeaturePolicy#TRANSACTION_VERSION} mean.
 *
 * <pre>
 *   0  records of the coordinator without tagged fields
 *   1  records that may have them
 *   2  every transaction has an epoch of its own, and partitions join by being written to (KIP-890)
 * </pre>
 */
public final class TransactionVersion {
    public static final short KEEPING_EPOCH = 0;

    public static final short EPOCH_PER_TRANSACTION = 2;

    private TransactionVersion() {}

    static boolean hasEpochPerTransaction(short version) {
        return version >= EPOCH_PER_TRANSACTION;
    }

    /** In which version the values of records are written. */
    static short recordVersion(short version) {
        return (short) (version >= 1 ? 1 : 0);
    }

    /** What the version of an EndTxn request says of the client. */
    public static short ofEndTxn(short apiVersion) {
        return apiVersion > 4 ? EPOCH_PER_TRANSACTION : KEEPING_EPOCH;
    }

    /** What the version of an AddPartitionsToTxn request says of the client that it is made for. */
    public static short ofAddPartitionsToTxn(short apiVersion) {
        return apiVersion > 3 ? EPOCH_PER_TRANSACTION : KEEPING_EPOCH;
    }
}
