package io.ottla.broker.coordinator.group.consumer;

import io.ottla.broker.coordinator.group.GroupEvent;
import io.ottla.wire.io.Uuid;
import io.ottla.wire.record.group.ConsumerGroupCurrentMemberAssignmentKey;
import io.ottla.wire.record.group.ConsumerGroupMemberMetadataKey;
import io.ottla.wire.record.group.ConsumerGroupMetadataKey;
import io.ottla.wire.record.group.ConsumerGroupMetadataValue;
import io.ottla.wire.record.group.ConsumerGroupPartitionMetadataKey;
import io.ottla.wire.record.group.ConsumerGroupRegularExpressionKey;
import io.ottla.wire.record.group.ConsumerGroupTargetAssignmentMemberKey;
import io.ottla.wire.record.group.ConsumerGroupTargetAssignmentMemberValue;
import io.ottla.wire.record.group.ConsumerGroupTargetAssignmentMemberValue.TopicPartition;
import io.ottla.wire.record.group.ConsumerGroupTargetAssignmentMetadataKey;
import io.ottla.wire.record.group.ConsumerGroupTargetAssignmentMetadataValue;
import java.util.ArrayList;
import java.util.List;

/** The records that make up a consumer group; all of them are in their version 0. */
final class ConsumerRecords {
    private static final int VERSION = 0;

    private ConsumerRecords() {}

    static GroupEvent epoch(String groupId, int epoch, long topicsHash) {
        return GroupEvent.stored(
                new ConsumerGroupMetadataKey().groupId(groupId),
                new ConsumerGroupMetadataValue().epoch(epoch).metadataHash(topicsHash),
                VERSION);
    }

    static GroupEvent noEpoch(String groupId) {
        return GroupEvent.removed(new ConsumerGroupMetadataKey().groupId(groupId));
    }

    static GroupEvent noLegacyTopics(String groupId) {
        return GroupEvent.removed(new ConsumerGroupPartitionMetadataKey().groupId(groupId));
    }

    static GroupEvent metadata(String groupId, ConsumerMember member) {
        return GroupEvent.stored(
                new ConsumerGroupMemberMetadataKey().groupId(groupId).memberId(member.memberId()),
                member.metadata().toStored(),
                VERSION);
    }

    static GroupEvent noMetadata(String groupId, String memberId) {
        return GroupEvent.removed(
                new ConsumerGroupMemberMetadataKey().groupId(groupId).memberId(memberId));
    }

    static GroupEvent current(String groupId, ConsumerMember member) {
        return GroupEvent.stored(
                new ConsumerGroupCurrentMemberAssignmentKey().groupId(groupId).memberId(member.memberId()),
                member.current().toStored(),
                VERSION);
    }

    static GroupEvent noCurrent(String groupId, String memberId) {
        return GroupEvent.removed(
                new ConsumerGroupCurrentMemberAssignmentKey().groupId(groupId).memberId(memberId));
    }

    static GroupEvent targetEpoch(String groupId, int epoch, long computedAtMs) {
        return GroupEvent.stored(
                new ConsumerGroupTargetAssignmentMetadataKey().groupId(groupId),
                new ConsumerGroupTargetAssignmentMetadataValue()
                        .assignmentEpoch(epoch)
                        .assignmentTimestamp(computedAtMs),
                VERSION);
    }

    static GroupEvent noTargetEpoch(String groupId) {
        return GroupEvent.removed(new ConsumerGroupTargetAssignmentMetadataKey().groupId(groupId));
    }

    static GroupEvent target(String groupId, String memberId, PartitionSet target) {
        List<TopicPartition> topics = new ArrayList<>();
        for (Uuid topic : target.topics()) {
            topics.add(new TopicPartition().topicId(topic).partitions(target.of(topic)));
        }
        return GroupEvent.stored(
                new ConsumerGroupTargetAssignmentMemberKey().groupId(groupId).memberId(memberId),
                new ConsumerGroupTargetAssignmentMemberValue().topicPartitions(topics),
                VERSION);
    }

    static GroupEvent noTarget(String groupId, String memberId) {
        return GroupEvent.removed(
                new ConsumerGroupTargetAssignmentMemberKey().groupId(groupId).memberId(memberId));
    }

    static PartitionSet target(ConsumerGroupTargetAssignmentMemberValue stored) {
        PartitionSet.Builder target = new PartitionSet.Builder();
        stored.topicPartitions().forEach(topic -> target.addAll(topic.topicId(), topic.partitions()));
        return target.build();
    }

    static GroupEvent regex(String groupId, String regex, ResolvedRegex resolved) {
        return GroupEvent.stored(
                new ConsumerGroupRegularExpressionKey().groupId(groupId).regularExpression(regex),
                resolved.toStored(),
                VERSION);
    }

    static GroupEvent noRegex(String groupId, String regex) {
        return GroupEvent.removed(
                new ConsumerGroupRegularExpressionKey().groupId(groupId).regularExpression(regex));
    }

    /** A member goes. Its partitions are freed first, and what it wanted is forgotten last. */
    static List<GroupEvent> noMember(String groupId, String memberId) {
        return List.of(noCurrent(groupId, memberId), noTarget(groupId, memberId), noMetadata(groupId, memberId));
    }
}
