package io.ottla.compat.transactions;

/** How far the end of a transaction had come when its broker was killed, as the broker's logs tell. */
enum Stage {
    /** The coordinator's last word is that the transaction is ongoing. */
    BEFORE_PREPARE,
    /** The outcome is decided, and no partition has a marker yet. */
    BEFORE_MARKERS,
    /** Some partitions have their marker. */
    SOME_MARKERS,
    /** All have, and the coordinator does not say yet that it is over. */
    BEFORE_COMPLETE,
    COMPLETE
}
