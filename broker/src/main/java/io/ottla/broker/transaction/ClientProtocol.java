package io.ottla.broker.transaction;

/** What a client understands of transactions, by the version of the request that it writes with. */
public enum ClientProtocol {
    /** It has its partitions added beforehand, and does not know that a transaction may have to be aborted for a lapse. */
    OLD,
    /** It knows {@code TRANSACTION_ABORTABLE}. */
    KNOWS_ABORTABLE,
    /** It counts on a partition being added when it is first written to, and on a new epoch for each transaction. */
    ADDS_IMPLICITLY;

    /** By the version of Produce. */
    public static ClientProtocol ofProduce(int version) {
        return version > 11 ? ADDS_IMPLICITLY : version > 10 ? KNOWS_ABORTABLE : OLD;
    }

    /** By the version of TxnOffsetCommit. */
    public static ClientProtocol ofTxnOffsetCommit(int version) {
        return version > 4 ? ADDS_IMPLICITLY : version > 3 ? KNOWS_ABORTABLE : OLD;
    }

    boolean addsImplicitly() {
        return this == ADDS_IMPLICITLY;
    }
}
