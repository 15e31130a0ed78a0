package io.ottla.broker.coordinator.group.consumer;

import io.ottla.broker.coordinator.group.classic.ClassicMember;
import io.ottla.broker.coordinator.group.classic.ConsumerMetadata;
import io.ottla.broker.coordinator.group.classic.GroupConversion;
import io.ottla.broker.coordinator.group.classic.MemberProtocol;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes a classic group of a consumer group in which everybody who is left speaks the classic protocol. Each member's assignment
 * becomes what its target was.
 */
final class Downgrade {
    private static final ByteBuffer NO_ASSIGNMENT = ByteBuffer.allocate(0);

    private final ConsumerGroups groups;
    private final GroupConversion conversion;

    Downgrade(ConsumerGroups groups, GroupConversion conversion) {
        this.groups = groups;
        this.conversion = conversion;
    }

    /**
     * Why the group is about to change.
     *
     * @param leaving members that the classic group has not
     * @param joining the member that it has in their place
     * @param rebalanceReason set if members have to agree anew
     */
    record Change(List<ConsumerMember> leaving, Optional<ConsumerMember> joining, Optional<String> rebalanceReason) {
        static Change leaving(List<ConsumerMember> leaving) {
            return new Change(leaving, Optional.empty(), Optional.of("the last member of the consumer protocol left"));
        }
    }

    /** Whether the group is to change when these members are gone. */
    boolean isDueWithout(ConsumerGroup group, List<ConsumerMember> leaving) {
        long classicLeaving = leaving.stream().filter(ConsumerMember::isClassic).count();
        int left = group.size() - leaving.size();
        return left > 0 && group.classicMembers().size() - classicLeaving == left && isAllowed(left);
    }

    /** Whether the group is to change when a member of the classic protocol takes the place of this one. */
    boolean isDueInPlaceOf(ConsumerGroup group, ConsumerMember replaced) {
        return !replaced.isClassic() && group.classicMembers().size() == group.size() - 1 && isAllowed(group.size());
    }

    private boolean isAllowed(int size) {
        return groups.settings().migration().downgrades()
                && size <= groups.settings().classic().maxSize();
    }

    void decide(ConsumerGroup group, Change change, Draft draft, long nowMs) {
        draft.happens(ConsumerGroupRemoval.of(group));
        group.members().forEach(member -> draft.cancelAll(group.groupId(), member.memberId()));
        List<ClassicMember> members = new ArrayList<>();
        for (ConsumerMember member : group.members()) {
            if (!change.leaving().contains(member)) {
                members.add(classic(member, NO_ASSIGNMENT));
            }
        }
        change.joining().ifPresent(member -> members.add(classic(member, NO_ASSIGNMENT)));
        String protocol = GroupConversion.protocolFor(members);
        List<ClassicMember> assigned = new ArrayList<>();
        for (ClassicMember member : members) {
            boolean isJoining = change.joining()
                    .filter(joining -> joining.memberId().equals(member.memberId()))
                    .isPresent();
            String targetOf = isJoining ? change.leaving().getFirst().memberId() : member.memberId();
            assigned.add(ClassicMember.idle(
                    member.identity(),
                    member.timeouts(),
                    member.protocols(),
                    assignment(group.target(targetOf), member.metadata(protocol))));
        }
        draft.takeOver(
                conversion.becomeClassic(group.groupId(), group.epoch(), assigned, change.rebalanceReason(), nowMs));
    }

    private ByteBuffer assignment(PartitionSet target, ByteBuffer metadata) {
        int version = ConsumerMetadata.version(metadata).orElse((short) 0);
        return ClassicPartitions.write(target, version, groups.topics());
    }

    private static ClassicMember classic(ConsumerMember member, ByteBuffer assignment) {
        MemberMetadata metadata = member.metadata();
        ClassicProtocols protocols = metadata.classic().orElseThrow();
        return ClassicMember.idle(
                new ClassicMember.Identity(
                        member.memberId(), metadata.instanceId(), metadata.clientId(), metadata.clientHost()),
                new ClassicMember.Timeouts(metadata.rebalanceTimeoutMs(), protocols.sessionTimeoutMs()),
                protocols.supported().stream()
                        .map(protocol -> new MemberProtocol(protocol.name(), ByteBuffer.wrap(protocol.metadata())))
                        .toList(),
                assignment);
    }
}
