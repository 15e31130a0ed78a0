package io.ottla.broker.coordinator.group.consumer;

import io.ottla.broker.coordinator.group.TopicsView;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.message.ConsumerGroupDescribeResponse.Assignment;
import io.ottla.wire.message.ConsumerGroupDescribeResponse.DescribedGroup;
import io.ottla.wire.message.ConsumerGroupDescribeResponse.Member;
import io.ottla.wire.message.ConsumerGroupDescribeResponse.TopicPartitions;
import java.util.ArrayList;
import java.util.List;

/** Answers ConsumerGroupDescribe, versions 0 to 1, for one group. Topics that are no more are left out of assignments. */
public final class ConsumerGroupDescriptions {
    private static final byte CLASSIC_MEMBER = 0;
    private static final byte CONSUMER_MEMBER = 1;

    private final ConsumerGroups groups;

    public ConsumerGroupDescriptions(ConsumerGroups groups) {
        this.groups = groups;
    }

    public DescribedGroup describe(String groupId) {
        return groups.find(groupId)
                .map(this::describe)
                .orElseGet(() -> new DescribedGroup()
                        .groupId(groupId)
                        .errorCode(ErrorCode.GROUP_ID_NOT_FOUND.code())
                        .errorMessage("Group " + groupId + " not found."));
    }

    private DescribedGroup describe(ConsumerGroup group) {
        List<Member> members = new ArrayList<>();
        group.members().forEach(member -> members.add(describe(member, group.target(member.memberId()))));
        return new DescribedGroup()
                .groupId(group.groupId())
                .groupState(group.state().text())
                .groupEpoch(group.epoch())
                .assignmentEpoch(group.targetEpoch())
                .assignorName(group.preferredAssignor().orElse(groups.settings().defaultAssignor()))
                .members(members);
    }

    private Member describe(ConsumerMember member, PartitionSet target) {
        MemberMetadata metadata = member.metadata();
        return new Member()
                .memberId(member.memberId())
                .instanceId(metadata.instanceId().orElse(null))
                .rackId(metadata.rackId().orElse(null))
                .memberEpoch(member.epoch())
                .clientId(metadata.clientId())
                .clientHost(metadata.clientHost())
                .subscribedTopicNames(new ArrayList<>(metadata.topicNames()))
                .subscribedTopicRegex(metadata.topicRegex())
                .assignment(describe(member.current().all().partitions()))
                .targetAssignment(describe(target))
                .memberType(member.isClassic() ? CLASSIC_MEMBER : CONSUMER_MEMBER);
    }

    private Assignment describe(PartitionSet partitions) {
        TopicsView topics = groups.topics();
        List<TopicPartitions> described = new ArrayList<>();
        partitions
                .topics()
                .forEach(id -> topics.byId(id)
                        .ifPresent(topic -> described.add(new TopicPartitions()
                                .topicId(id)
                                .topicName(topic.name())
                                .partitions(partitions.of(id)))));
        return new Assignment().topicPartitions(described);
    }
}
