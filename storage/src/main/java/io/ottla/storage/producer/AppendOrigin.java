package io.ottla.storage.producer;

/** Where an append comes from, which settles what is left to check. */
public enum AppendOrigin {
    /** A producer: everything is checked. */
    CLIENT,
    /** A coordinator of this cluster: it writes no sequences, so only epochs are checked. */
    COORDINATOR,
    /** The leader of the metadata log's quorum: it has no producers. */
    RAFT,
    /** The leader's log, or our own read again: what is there was checked when it was written. */
    REPLICATION
}
