package io.ottla.broker.coordinator.group.consumer;

import io.ottla.broker.coordinator.group.GroupEvent;
import java.util.ArrayList;
import java.util.List;

/** Forgets a group. Its members' partitions go first and its epoch last, so that no reader is left with half a group. */
public final class ConsumerGroupRemoval {
    private ConsumerGroupRemoval() {}

    /** The events that leave nothing of the group; for DeleteGroups it has to be empty. */
    public static List<GroupEvent> of(ConsumerGroup group) {
        String groupId = group.groupId();
        List<GroupEvent> events = new ArrayList<>();
        group.members().forEach(member -> events.add(ConsumerRecords.noCurrent(groupId, member.memberId())));
        group.members().forEach(member -> events.add(ConsumerRecords.noTarget(groupId, member.memberId())));
        events.add(ConsumerRecords.noTargetEpoch(groupId));
        group.members().forEach(member -> events.add(ConsumerRecords.noMetadata(groupId, member.memberId())));
        group.subscriptions().resolved().keySet().forEach(regex -> events.add(ConsumerRecords.noRegex(groupId, regex)));
        events.add(ConsumerRecords.noLegacyTopics(groupId));
        events.add(ConsumerRecords.noEpoch(groupId));
        return events;
    }
}
