package io.ottla.broker.coordinator.transaction;

/** What comes too late, or too early. A simulation has to meet all of it, or it shows nothing. */
enum Anomaly {
    /** A record of a transaction that its client was told has ended. */
    LATE_PRODUCE,
    /** The end of a transaction whose producer has another epoch by now. */
    ZOMBIE_END,
    /** A partition that is to be added while the transaction before is being ended. */
    ADD_DURING_COMPLETION,
    /** A marker of a transaction that is complete, or of a producer that was fenced since. */
    LATE_MARKER
}
