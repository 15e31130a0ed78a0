package io.ottla.controller.configdef;

/** Whether a broker's key can be changed while the broker runs (KIP-226), and for whom. */
public enum UpdateMode {
    /** At a restart only. */
    READ_ONLY,
    /** For one broker at a time. */
    PER_BROKER,
    /** For one broker, or for all as their default. */
    CLUSTER_WIDE
}
