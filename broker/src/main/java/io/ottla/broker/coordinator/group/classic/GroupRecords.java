package io.ottla.broker.coordinator.group.classic;

import io.ottla.broker.coordinator.group.GroupEvent;
import io.ottla.broker.coordinator.group.classic.ClassicGroup.Standing;
import io.ottla.broker.coordinator.group.classic.ClassicMember.Identity;
import io.ottla.broker.coordinator.group.classic.ClassicMember.Progress;
import io.ottla.broker.coordinator.group.classic.ClassicMember.Timeouts;
import io.ottla.wire.record.group.GroupMetadataKey;
import io.ottla.wire.record.group.GroupMetadataValue;
import io.ottla.wire.record.group.GroupMetadataValue.MemberMetadata;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.pcollections.PSet;

/**
 * What the log remembers of a group: the reference's {@code GroupMetadata} record, which is one value for all of the group.
 * A member is in it with the one protocol its group has chosen.
 */
final class GroupRecords {
    /** The version the reference writes: the one that every release since 2.3 can read. */
    static final int VALUE_VERSION = 3;

    private static final long NO_TIME = -1;
    private static final int NO_TIMEOUT = -1;

    private GroupRecords() {}

    /** A group that has just come to be. */
    static GroupEvent.Stored created(String groupId, long nowMs) {
        return stored(groupId, value(Generation.NONE, OptionalLong.of(nowMs)));
    }

    /** A generation without members. */
    static GroupEvent.Stored emptied(ClassicGroup group, long nowMs) {
        Generation empty = group.generation().next(Optional.empty(), Optional.empty());
        return stored(group.groupId(), value(empty, OptionalLong.of(nowMs)));
    }

    /** A stable generation in which the members have these assignments, and none if there is none for them. */
    static GroupEvent.Stored assigned(ClassicGroup group, Map<String, ByteBuffer> assignments, long nowMs) {
        GroupMetadataValue value = value(group.generation(), OptionalLong.of(nowMs));
        for (ClassicMember member : group.roster().members()) {
            ByteBuffer assignment = assignments.getOrDefault(member.memberId(), Bytes.EMPTY);
            value.members().add(member(group, member, assignment));
        }
        return stored(group.groupId(), value);
    }

    /** A stable or empty group as it is. */
    static GroupEvent.Stored unchanged(ClassicGroup group) {
        GroupMetadataValue value = value(group.generation(), group.stateSinceMs());
        for (ClassicMember member : group.roster().members()) {
            value.members().add(member(group, member, member.assignment()));
        }
        return stored(group.groupId(), value);
    }

    static GroupEvent removed(String groupId) {
        return GroupEvent.removed(new GroupMetadataKey().group(groupId));
    }

    private static GroupMetadataValue value(Generation generation, OptionalLong sinceMs) {
        return new GroupMetadataValue()
                .protocolType(generation.protocolType().orElse(""))
                .generation(generation.id())
                .protocol(generation.protocolName().orElse(null))
                .leader(generation.leaderId().orElse(null))
                .currentStateTimestamp(sinceMs.orElse(NO_TIME))
                .members(new ArrayList<>());
    }

    private static MemberMetadata member(ClassicGroup group, ClassicMember member, ByteBuffer assignment) {
        String protocol = group.generation().protocolName().orElseThrow();
        return new MemberMetadata()
                .memberId(member.memberId())
                .groupInstanceId(member.instanceId().orElse(null))
                .clientId(member.identity().clientId())
                .clientHost(member.identity().clientHost())
                .rebalanceTimeout(member.timeouts().rebalanceMs())
                .sessionTimeout(member.timeouts().sessionMs())
                .subscription(member.metadata(protocol))
                .assignment(assignment);
    }

    private static GroupEvent.Stored stored(String groupId, GroupMetadataValue value) {
        return (GroupEvent.Stored) GroupEvent.stored(new GroupMetadataKey().group(groupId), value, VALUE_VERSION);
    }

    /**
     * The group that a record tells of. Live, {@code before} is what the record was made from: what a member knows beyond the
     * record stays known, and so does who is still waited for. On replay nothing of that kind is there to stay.
     */
    static ClassicGroup after(Optional<ClassicGroup> before, GroupMetadataKey key, GroupMetadataValue value) {
        Roster members = Roster.EMPTY;
        for (MemberMetadata member : value.members()) {
            members = members.with(read(member, value.protocol(), before));
        }
        Generation generation = generation(value);
        Standing standing = new Standing(
                members.isEmpty() ? ClassicState.EMPTY : ClassicState.STABLE,
                value.currentStateTimestamp() == NO_TIME
                        ? OptionalLong.empty()
                        : OptionalLong.of(value.currentStateTimestamp()));
        JoinProgress joining = before.map(ClassicGroup::joining).orElse(JoinProgress.NONE);
        return new ClassicGroup(
                key.group(),
                standing,
                generation,
                members,
                joining.awaitingSyncOf(kept(joining.pendingSync(), members)),
                ConsumerMetadata.subscribedTopics(generation, members));
    }

    private static PSet<String> kept(PSet<String> memberIds, Roster members) {
        Set<String> gone = new TreeSet<>(memberIds);
        gone.removeAll(members.memberIds());
        return memberIds.minusAll(gone);
    }

    private static Generation generation(GroupMetadataValue value) {
        Optional<String> leader = Optional.ofNullable(value.leader());
        if (leader.isEmpty()) {
            leader = value.members().stream().map(MemberMetadata::memberId).findFirst();
        }
        return new Generation(
                value.generation(),
                Optional.ofNullable(value.protocolType()).filter(type -> !type.isEmpty()),
                Optional.ofNullable(value.protocol()),
                leader);
    }

    private static ClassicMember read(MemberMetadata member, String protocolName, Optional<ClassicGroup> before) {
        MemberProtocol chosen =
                new MemberProtocol(protocolName == null ? "" : protocolName, Bytes.copyOf(member.subscription()));
        List<MemberProtocol> known = before.flatMap(group -> group.roster().find(member.memberId()))
                .map(ClassicMember::protocols)
                .filter(protocols -> protocols.contains(chosen))
                .orElseGet(() -> List.of(chosen));
        int rebalanceMs = member.rebalanceTimeout() == NO_TIMEOUT ? member.sessionTimeout() : member.rebalanceTimeout();
        return new ClassicMember(
                new Identity(
                        member.memberId(),
                        Optional.ofNullable(member.groupInstanceId()),
                        member.clientId(),
                        member.clientHost()),
                new Timeouts(rebalanceMs, member.sessionTimeout()),
                known,
                Bytes.copyOf(member.assignment()),
                Progress.IDLE);
    }
}
