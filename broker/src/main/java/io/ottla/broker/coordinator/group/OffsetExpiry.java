package io.ottla.broker.coordinator.group;

/** From when on a committed offset of a group ages. */
public sealed interface OffsetExpiry {
    /** The group is alive in a way that keeps all its offsets. */
    record Never() implements OffsetExpiry {}

    /** Since it was committed. */
    record SinceCommit() implements OffsetExpiry {}

    /** Since the group has been what it is now, which is empty. */
    record Since(long timestampMs) implements OffsetExpiry {}
}
