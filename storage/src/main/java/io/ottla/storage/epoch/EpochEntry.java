package io.ottla.storage.epoch;

/** The leader of {@code epoch} appended its first record at {@code startOffset}. */
public record EpochEntry(int epoch, long startOffset) {}
