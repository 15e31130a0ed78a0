package io.ottla.broker.coordinator.group.classic;

import io.ottla.broker.coordinator.group.GroupEvent;
import io.ottla.broker.coordinator.group.classic.ClassicGroup.Standing;
import io.ottla.broker.coordinator.group.classic.ClassicTimer.JoinPhase;
import io.ottla.broker.coordinator.group.classic.ClassicTimer.PendingSync;
import io.ottla.broker.coordinator.runtime.Decision;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.ApiMessage;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The classic side of a group that changes its protocol while it is in use (KIP-848). Each method gives one part of a
 * decision; the consumer side adds its own.
 */
public final class GroupConversion {
    private final Rebalance rebalance;

    public GroupConversion(ClassicSettings settings) {
        this.rebalance = new Rebalance(settings);
    }

    /**
     * The classic group ends, for one of the other protocol to take its place. Who waits in it is told that a rebalance is
     * under way and joins again. Timers of its members are cancelled, with the rest.
     */
    public Decision<GroupEvent, ApiMessage> leaveClassic(ClassicGroup group, long nowMs) {
        GroupDraft draft = GroupDraft.of(group, nowMs);
        for (ClassicMember member : group.roster().members()) {
            if (member.awaitsJoin()) {
                draft.wakeJoin(
                        member.memberId(), JoinAnswers.error(ErrorCode.REBALANCE_IN_PROGRESS, member.memberId()));
            }
            if (member.awaitsSync()) {
                draft.wakeSync(member.memberId(), SyncAnswers.error(ErrorCode.REBALANCE_IN_PROGRESS));
            }
            draft.cancelHeartbeatOf(member.memberId());
        }
        group.joining().pendingJoin().forEach(draft::cancelHeartbeatOf);
        draft.cancel(new JoinPhase(group.groupId()));
        draft.cancel(new PendingSync(group.groupId()));
        Decision<GroupEvent, ApiMessage> ended = draft.nothing();
        return new Decision<>(
                List.of(GroupRecords.removed(group.groupId())), ended.outcome(), ended.wakes(), ended.timers());
    }

    /**
     * The protocol that members of a consumer group would choose as a classic one, which tells the version of each member's
     * metadata that its assignment has to be written in.
     */
    public static String protocolFor(Collection<ClassicMember> members) {
        return ProtocolSelection.select(roster(members));
    }

    /**
     * A stable classic group comes to be from the members that a consumer group has left, all of which speak the classic
     * protocol.
     *
     * @param generationId the consumer group's epoch
     * @param members with the assignment that each has
     * @param rebalanceReason set when members have to agree anew at once
     */
    public Decision<GroupEvent, ApiMessage> becomeClassic(
            String groupId,
            int generationId,
            Collection<ClassicMember> members,
            Optional<String> rebalanceReason,
            long nowMs) {
        ClassicGroup group = stable(groupId, generationId, roster(members), nowMs);
        GroupDraft draft = GroupDraft.ofNew(GroupRecords.unchanged(group), nowMs);
        Map<String, List<MemberProtocol>> protocols = new LinkedHashMap<>();
        for (ClassicMember member : group.roster().members()) {
            protocols.put(member.memberId(), member.protocols());
            draft.expectHeartbeatOf(member);
        }
        draft.happened(new ClassicEvent.ProtocolsLearned(groupId, protocols));
        rebalanceReason.ifPresent(reason -> rebalance.begin(draft, reason));
        return draft.nothing();
    }

    private static ClassicGroup stable(String groupId, int generationId, Roster roster, long nowMs) {
        Generation generation = new Generation(
                generationId,
                Optional.of(Generation.CONSUMER),
                Optional.of(ProtocolSelection.select(roster)),
                roster.memberIds().stream().findFirst());
        return new ClassicGroup(
                groupId,
                new Standing(ClassicState.STABLE, OptionalLong.of(nowMs)),
                generation,
                roster,
                JoinProgress.NONE,
                ConsumerMetadata.subscribedTopics(generation, roster));
    }

    private static Roster roster(Collection<ClassicMember> members) {
        Roster roster = Roster.EMPTY;
        for (ClassicMember member : members) {
            roster = roster.with(member);
        }
        return roster;
    }
}
