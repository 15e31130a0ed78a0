package io.ottla.broker.coordinator.group.classic;

import io.ottla.broker.coordinator.group.GroupEvent;

/** A group that nobody has ever joined. As a rule its offsets are all that tells of it. */
public final class UnjoinedGroup {
    private UnjoinedGroup() {}

    /** The group is there from now on whether it has offsets or not, until what has expired is looked for. */
    public static GroupEvent noted(String groupId, long nowMs) {
        return GroupRecords.created(groupId, nowMs);
    }
}
