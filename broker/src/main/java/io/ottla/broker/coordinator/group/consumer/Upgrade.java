package io.ottla.broker.coordinator.group.consumer;

import io.ottla.broker.coordinator.group.GroupEvent;
import io.ottla.broker.coordinator.group.TopicsView;
import io.ottla.broker.coordinator.group.classic.ClassicGroup;
import io.ottla.broker.coordinator.group.classic.ClassicMember;
import io.ottla.broker.coordinator.group.classic.ConsumerMetadata;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.message.ConsumerProtocolAssignment;
import io.ottla.wire.message.ConsumerProtocolSubscription;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Makes a consumer group of a classic one that is in use. Its members go on as they are, in the classic protocol: what they hold
 * becomes their target, and the generation the epoch of the group, of its target, and of each member.
 */
final class Upgrade {
    private final ConsumerGroups groups;

    Upgrade(ConsumerGroups groups) {
        this.groups = groups;
    }

    sealed interface Result {}

    /** @param group as it is after the events */
    record Upgraded(ConsumerGroup group, List<GroupEvent> events) implements Result {}

    record Refused(Refusal refusal) implements Result {}

    Result of(ClassicGroup classic) {
        if (!groups.settings().migration().upgrades()) {
            return refused(classic, "groups are not to change their protocol while in use");
        }
        if (!classic.generation().isConsumers()) {
            return refused(classic, "its members are no consumers");
        }
        if (classic.roster().size() > groups.settings().maxSize()) {
            return refused(classic, "it has too many members");
        }
        List<ConsumerMember> members = new ArrayList<>();
        for (ClassicMember member : classic.roster().members()) {
            Optional<ConsumerMember> converted = convert(member, classic);
            if (converted.isEmpty()) {
                return refused(classic, "its members use an assignor of their own, or cannot be understood");
            }
            members.add(converted.get());
        }
        return upgraded(classic.groupId(), classic.generation().id(), members);
    }

    private static Refused refused(ClassicGroup classic, String reason) {
        return new Refused(new Refusal(
                ErrorCode.GROUP_ID_NOT_FOUND,
                "the classic group " + classic.groupId() + " cannot become a consumer group: " + reason));
    }

    private Optional<ConsumerMember> convert(ClassicMember member, ClassicGroup classic) {
        String protocol = classic.generation()
                .protocolName()
                .orElse(member.protocols().getFirst().name());
        Optional<ConsumerProtocolSubscription> subscription = ConsumerMetadata.subscription(member.metadata(protocol));
        Optional<PartitionSet> assigned = assigned(member);
        if (subscription.isEmpty() || assigned.isEmpty()) {
            return Optional.empty();
        }
        int epoch = classic.generation().id();
        HeldPartitions.Builder held = new HeldPartitions.Builder();
        assigned.get().forEach((topic, partition) -> held.put(topic, partition, epoch));
        return Optional.of(new ConsumerMember(
                member.memberId(),
                metadata(member, subscription.get()),
                new CurrentAssignment(MemberState.STABLE, epoch, epoch, held.build(), HeldPartitions.NONE)));
    }

    /** Empty if it cannot be read, or holds something of an assignor's that would be lost. */
    private Optional<PartitionSet> assigned(ClassicMember member) {
        if (!member.assignment().hasRemaining()) {
            return Optional.of(PartitionSet.EMPTY);
        }
        TopicsView topics = groups.topics();
        Optional<ConsumerProtocolAssignment> assignment = ConsumerMetadata.assignment(member.assignment());
        return assignment
                .filter(read -> read.userData() == null || !read.userData().hasRemaining())
                .map(read -> ClassicPartitions.assigned(read, topics));
    }

    private static MemberMetadata metadata(ClassicMember member, ConsumerProtocolSubscription subscription) {
        List<ClassicProtocols.Protocol> supported = new ArrayList<>();
        member.protocols()
                .forEach(protocol -> supported.add(
                        new ClassicProtocols.Protocol(protocol.name(), ClassicProtocols.bytesOf(protocol.metadata()))));
        return new MemberMetadata(
                member.instanceId(),
                Optional.ofNullable(subscription.rackId()).filter(rack -> !rack.isEmpty()),
                member.identity().clientId(),
                member.identity().clientHost(),
                new TreeSet<>(subscription.topics()),
                "",
                member.timeouts().rebalanceMs(),
                Optional.empty(),
                Optional.of(new ClassicProtocols(member.timeouts().sessionMs(), supported)));
    }

    private Upgraded upgraded(String groupId, int epoch, List<ConsumerMember> members) {
        ConsumerGroup group = new ConsumerGroup(groupId);
        for (ConsumerMember member : members) {
            group.put(member);
            group.target(member.memberId(), member.current().assigned().partitions());
        }
        group.epoch(epoch, groups.hashOf(group.subscriptions()));
        group.targetEpoch(epoch, 0);
        List<GroupEvent> events = new ArrayList<>();
        members.forEach(member -> events.add(ConsumerRecords.metadata(groupId, member)));
        events.add(ConsumerRecords.epoch(groupId, epoch, group.topicsHash()));
        members.forEach(member ->
                events.add(ConsumerRecords.target(groupId, member.memberId(), group.target(member.memberId()))));
        events.add(ConsumerRecords.targetEpoch(groupId, epoch, 0));
        members.forEach(member -> events.add(ConsumerRecords.current(groupId, member)));
        return new Upgraded(group, events);
    }
}
