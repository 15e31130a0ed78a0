package io.ottla.broker.coordinator.group.classic;

import java.util.OptionalLong;

/** From when on the retention of a classic group's offsets counts. */
public sealed interface OffsetExpiry {

    /** Not at all: the group is in use, and not stable, or nobody knows of which topics. */
    record Never() implements OffsetExpiry {}

    /** From each offset's own commit. Topics that are subscribed to ({@link ClassicGroup#isSubscribedTo}) are spared. */
    record SinceCommit() implements OffsetExpiry {}

    /** From when the last member left. */
    record SinceEmpty(long atMs) implements OffsetExpiry {}

    static OffsetExpiry of(ClassicGroup group) {
        if (group.generation().protocolType().isEmpty()) {
            return new SinceCommit();
        }
        if (group.is(ClassicState.EMPTY)) {
            OptionalLong sinceMs = group.stateSinceMs();
            return sinceMs.isPresent() ? new SinceEmpty(sinceMs.getAsLong()) : new SinceCommit();
        }
        boolean isReadable = group.generation().isConsumers()
                && group.subscribedTopics().isPresent()
                && group.is(ClassicState.STABLE);
        return isReadable ? new SinceCommit() : new Never();
    }
}
