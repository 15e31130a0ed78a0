package io.ottla.broker.coordinator.group.consumer;

import io.ottla.broker.coordinator.group.GroupEvent;
import io.ottla.broker.coordinator.runtime.Decision;
import io.ottla.broker.coordinator.runtime.Outcome;
import io.ottla.broker.coordinator.runtime.TimerCommand;
import io.ottla.wire.io.ApiMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Decides on what happens to consumer groups of itself. */
public final class ConsumerGroupTimers {
    private final ConsumerGroups groups;
    private final RegexLookups lookups;

    public ConsumerGroupTimers(ConsumerGroups groups, ConsumerGroupContext context) {
        this.groups = groups;
        this.lookups = new RegexLookups(groups, context.mayDescribe());
    }

    /** The timers that members have to have after their groups were read back: each member's time begins anew. */
    public List<TimerCommand> loaded(long nowMs) {
        List<TimerCommand> timers = new ArrayList<>();
        for (ConsumerGroup group : groups.all()) {
            int sessionTimeoutMs = groups.timing(group.groupId()).sessionTimeoutMs();
            for (ConsumerMember member : group.members()) {
                timers.add(new TimerCommand.Set(
                        new ConsumerGroupTimer.Session(group.groupId(), member.memberId()), nowMs + sessionTimeoutMs));
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
        return member.current().state() == MemberState.UNREVOKED_PARTITIONS && member.epoch() >= 0;
    }

    public Decision<GroupEvent, ApiMessage> due(ConsumerGroupTimer timer, long nowMs) {
        return switch (timer) {
            case ConsumerGroupTimer.Session session -> fence(session.groupId(), session.memberId(), member -> true);
            case ConsumerGroupTimer.Revocation revocation ->
                fence(revocation.groupId(), revocation.memberId(), ConsumerGroupTimers::mustRevoke);
            case ConsumerGroupTimer.ClassicJoin join -> fence(join.groupId(), join.memberId(), member -> true);
            case ConsumerGroupTimer.ClassicSync sync -> fence(sync.groupId(), sync.memberId(), member -> true);
            case ConsumerGroupTimer.RegexLookup lookup -> lookups.decide(lookup, nowMs);
        };
    }

    private Decision<GroupEvent, ApiMessage> fence(
            String groupId, String memberId, Predicate<ConsumerMember> condition) {
        return groups.find(groupId)
                .flatMap(group -> group.member(memberId)
                        .filter(condition)
                        .map(member -> MemberRemoval.of(groups, group, List.of(member))))
                .map(removal -> new Decision<GroupEvent, ApiMessage>(
                        removal.events(), new Outcome.Nothing<>(), List.of(), removal.timers()))
                .orElseGet(Decision::nothing);
    }
}
