package io.ottla.storage.log;

/**
 * An offset that was looked up.
 *
 * @param timestampMs of the record there, or -1 when it was not looked up by time
 * @param leaderEpoch of the record there, or -1 when it is not known
 */
public record FoundOffset(long offset, long timestampMs, int leaderEpoch) {}
