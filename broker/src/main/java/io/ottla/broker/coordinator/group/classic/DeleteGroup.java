package io.ottla.broker.coordinator.group.classic;

import io.ottla.broker.coordinator.group.GroupEvent;
import io.ottla.wire.api.ErrorCode;
import java.util.Optional;

/** The classic part of DeleteGroups, and of the end of a group whose last offset has expired. */
public final class DeleteGroup {
    private DeleteGroup() {}

    /** Why a group cannot be deleted; empty when it can. */
    public static Optional<ErrorCode> refusal(ClassicGroups groups, String groupId) {
        Optional<ClassicGroup> group = groups.find(groupId);
        if (group.isEmpty()) {
            return Optional.of(ErrorCode.GROUP_ID_NOT_FOUND);
        }
        return group.get().is(ClassicState.EMPTY) ? Optional.empty() : Optional.of(ErrorCode.NON_EMPTY_GROUP);
    }

    /** The end of a group; its offsets have tombstones of their own. */
    public static GroupEvent deleted(ClassicGroup group) {
        return GroupRecords.removed(group.groupId());
    }
}
