package io.ottla.broker.coordinator.runtime;

/** Which partition of an internal topic remembers what a key names. Every broker and every version has to say the same. */
public final class KeyPlacement {
    private KeyPlacement() {}

    /** The key's hash as a positive number, over the partitions; the one hash that has no positive counterpart counts as 0. */
    public static int partitionOf(String key, int partitionCount) {
        int hash = key.hashCode();
        return hash == Integer.MIN_VALUE ? 0 : Math.abs(hash) % partitionCount;
    }
}
