package io.ottla.broker.coordinator.group.consumer;

import io.ottla.broker.coordinator.group.classic.ClassicGroup;
import io.ottla.broker.coordinator.group.classic.ClassicGroups;
import io.ottla.broker.coordinator.group.classic.GroupConversion;
import io.ottla.wire.api.ErrorCode;

/**
 * Finds the group that a heartbeat is for. One that joins founds it, if there is none: in the place of a classic group that has
 * no members, or out of one that has.
 */
final class Founding {
    private final ConsumerGroups groups;
    private final ClassicGroups classicGroups;
    private final GroupConversion conversion;
    private final Upgrade upgrade;

    Founding(ConsumerGroups groups, ClassicGroups classicGroups, GroupConversion conversion) {
        this.groups = groups;
        this.classicGroups = classicGroups;
        this.conversion = conversion;
        this.upgrade = new Upgrade(groups);
    }

    sealed interface Result {}

    /** @param group as it is after the draft's events */
    record Found(ConsumerGroup group) implements Result {}

    record NotFound(Refusal refusal) implements Result {}

    Result find(String groupId, boolean joins, Draft draft, long nowMs) {
        ConsumerGroup known = groups.find(groupId).orElse(null);
        if (known != null) {
            return new Found(known);
        }
        if (!joins) {
            return noGroup(groupId);
        }
        ClassicGroup classic = classicGroups.find(groupId).orElse(null);
        if (classic == null) {
            return new Found(new ConsumerGroup(groupId));
        }
        if (classic.roster().isEmpty()) {
            draft.takeOver(conversion.leaveClassic(classic, nowMs));
            return new Found(new ConsumerGroup(groupId));
        }
        return switch (upgrade.of(classic)) {
            case Upgrade.Refused refused -> new NotFound(refused.refusal());
            case Upgrade.Upgraded upgraded -> {
                draft.takeOver(conversion.leaveClassic(classic, nowMs));
                draft.happens(upgraded.events());
                for (ConsumerMember member : upgraded.group().members()) {
                    int sessionMs = member.metadata().classic().orElseThrow().sessionTimeoutMs();
                    draft.set(new ConsumerGroupTimer.Session(groupId, member.memberId()), nowMs + sessionMs);
                }
                yield new Found(upgraded.group());
            }
        };
    }

    static NotFound noGroup(String groupId) {
        return new NotFound(new Refusal(ErrorCode.GROUP_ID_NOT_FOUND, "Group " + groupId + " not found."));
    }
}
