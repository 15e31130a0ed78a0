package io.ottla.broker.coordinator.group;

import io.ottla.broker.coordinator.group.offset.OffsetBook;
import io.ottla.wire.api.ErrorCode;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * All groups, of whatever type. A group may be there for its offsets alone: somebody commits them who never joined, and what
 * others see is a classic group that is empty.
 */
record AllGroups(GroupPart classic, GroupPart consumer, OffsetBook offsets) {

    /** The part that holds a group; empty when the group has nothing but offsets, or nothing at all. */
    Optional<GroupPart> partOf(String groupId) {
        if (consumer.has(groupId)) {
            return Optional.of(consumer);
        }
        return classic.has(groupId) ? Optional.of(classic) : Optional.empty();
    }

    SortedSet<String> groupIds() {
        SortedSet<String> ids = new TreeSet<>(offsets.groupIds());
        ids.addAll(classic.groupIds());
        ids.addAll(consumer.groupIds());
        return ids;
    }

    /** A group as it is now; empty when there is none of this id. */
    Optional<GroupFacts> facts(String groupId) {
        Optional<GroupPart> part = partOf(groupId);
        if (part.isPresent()) {
            return part.map(found -> found.facts(groupId));
        }
        return offsets.has(groupId) ? Optional.of(offsetsAlone()) : Optional.empty();
    }

    private static GroupFacts offsetsAlone() {
        return new GroupFacts(
                GroupType.CLASSIC,
                "",
                "Empty",
                true,
                ErrorCode.NONE,
                ErrorCode.NONE,
                topic -> false,
                new OffsetExpiry.SinceCommit());
    }

    /** Whether somebody may commit offsets for a group, which need not be there for those who are no members. */
    CommitPermission permitCommit(CommitClaim claim, long nowMs) {
        Optional<GroupPart> part = partOf(claim.groupId());
        if (part.isPresent()) {
            return part.get().permitCommit(claim, nowMs);
        }
        if (claim.generationOrEpoch() < 0) {
            return CommitPermission.granted();
        }
        return new CommitPermission.Refused(errorOfAbsence(claim));
    }

    private ErrorCode errorOfAbsence(CommitClaim claim) {
        if (offsets.has(claim.groupId())) {
            return ErrorCode.UNKNOWN_MEMBER_ID;
        }
        boolean knowsOfAbsence = !claim.transactional() && claim.apiVersion() >= FIRST_VERSION_WITH_GROUP_ID_NOT_FOUND;
        return knowsOfAbsence ? ErrorCode.GROUP_ID_NOT_FOUND : ErrorCode.ILLEGAL_GENERATION;
    }

    /** Of OffsetCommit. */
    private static final int FIRST_VERSION_WITH_GROUP_ID_NOT_FOUND = 9;
}
