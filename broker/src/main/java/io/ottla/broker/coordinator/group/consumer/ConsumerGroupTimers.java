package io.ottla.broker.coordinator.group.consumer;

import io.ottla.broker.coordinator.group.GroupEvent;
import io.ottla.broker.coordinator.runtime.Decision;
import io.ottla.broker.coordinator.runtime.TimerCommand;
import io.ottla.wire.io.ApiMessage;
import java.util.ArrayList;
import java.util.List;

/** Decides on what happens to consumer groups of itself. */
public final class ConsumerGroupTimers {
    private final ConsumerGroups groups;
    private final ConsumerGroupContext context;

    public ConsumerGroupTimers(ConsumerGroups groups, ConsumerGroupContext context) {
        this.groups = groups;
        this.context = context;
    }

    /** The timers that members have to have after their groups were read back: each member's time begins anew. */
    public List<TimerCommand> loaded(long nowMs) {
        List<TimerCommand> timers = new ArrayList<>();
        for (ConsumerGroup group : groups.all()) {
            int sessionTimeoutMs = context.timing(group.groupId()).sessionTimeoutMs();
            for (ConsumerMember member : group.members()) {
                timers.add(new TimerCommand.Set(
                        new ConsumerGroupTimer.Session(group.groupId(), member.memberId()), nowMs + sessionTimeoutMs));
                if (member.current().state() == MemberState.UNREVOKED_PARTITIONS) {
                    timers.add(new TimerCommand.Set(
                            new ConsumerGroupTimer.Revocation(group.groupId(), member.memberId()),
                            nowMs + member.metadata().rebalanceTimeoutMs()));
                }
            }
        }
        return timers;
    }

    public Decision<GroupEvent, ApiMessage> due(ConsumerGroupTimer timer, long nowMs) {
        throw new UnsupportedOperationException(timer.toString() + nowMs);
    }
}
