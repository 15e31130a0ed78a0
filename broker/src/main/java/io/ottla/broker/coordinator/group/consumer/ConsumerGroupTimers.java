package io.ottla.broker.coordinator.group.consumer;

import io.ottla.broker.coordinator.group.GroupEvent;
import io.ottla.broker.coordinator.runtime.Decision;
import io.ottla.broker.coordinator.runtime.TimerCommand;
import io.ottla.wire.io.ApiMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Decides on what happens to consumer groups of itself. */
final class ConsumerGroupTimers {
    private final ConsumerGroups groups;
    private final RegexLookups lookups;
    private final MemberRemovals removals;

    ConsumerGroupTimers(ConsumerGroups groups, RegexLookups lookups, MemberRemovals removals) {
        this.groups = groups;
        this.lookups = lookups;
        this.removals = removals;
    }

    /** The timers that members have to have after their groups were read back: each member's time begins anew. */
    public List<TimerCommand> loaded(long nowMs) {
        List<TimerCommand> timers = new ArrayList<>();
        for (ConsumerGroup group : groups.all()) {
            for (ConsumerMember member : group.members()) {
                timers.add(new TimerCommand.Set(
                        new ConsumerGroupTimer.Session(group.groupId(), member.memberId()),
                        nowMs + groups.sessionTimeoutMs(group, member)));
                if (mustRevoke(member)) {
                    timers.add(new TimerCommand.Set(
                            new ConsumerGroupTimer.Revocation(group.groupId(), member.memberId()),
                            nowMs + member.metadata().rebalanceTimeoutMs()));
                }
            }
        }
        return timers;
    }

    private static boolean mustRevoke(ConsumerMember member) {
        return member.current().state() == MemberState.UNREVOKED_PARTITIONS
                && member.epoch() >= 0
                && !member.isClassic();
    }

    public Decision<GroupEvent, ApiMessage> due(ConsumerGroupTimer timer, long nowMs) {
        return switch (timer) {
            case ConsumerGroupTimer.Session session ->
                fence(session.groupId(), session.memberId(), member -> true, nowMs);
            case ConsumerGroupTimer.Revocation revocation ->
                fence(revocation.groupId(), revocation.memberId(), ConsumerGroupTimers::mustRevoke, nowMs);
            case ConsumerGroupTimer.ClassicJoin join -> fence(join.groupId(), join.memberId(), member -> true, nowMs);
            case ConsumerGroupTimer.ClassicSync sync -> fence(sync.groupId(), sync.memberId(), member -> true, nowMs);
            case ConsumerGroupTimer.RegexLookup lookup -> lookups.decide(lookup, nowMs);
        };
    }

    private Decision<GroupEvent, ApiMessage> fence(
            String groupId, String memberId, Predicate<ConsumerMember> condition, long nowMs) {
        Draft draft = new Draft();
        groups.find(groupId)
                .ifPresent(group -> group.member(memberId)
                        .filter(condition)
                        .ifPresent(member -> removals.remove(group, List.of(member), draft, nowMs)));
        return draft.nothing();
    }
}
