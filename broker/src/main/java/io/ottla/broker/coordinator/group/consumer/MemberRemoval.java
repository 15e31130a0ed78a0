package io.ottla.broker.coordinator.group.consumer;

import io.ottla.broker.coordinator.group.GroupEvent;
import io.ottla.broker.coordinator.runtime.TimerCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Takes members out of a group: they left, or were not heard of, or did not do in time what they were told to. */
record MemberRemoval(List<GroupEvent> events, List<TimerCommand> timers) {

    static MemberRemoval of(ConsumerGroups groups, ConsumerGroup group, List<ConsumerMember> leaving) {
        List<GroupEvent> events = new ArrayList<>();
        List<TimerCommand> timers = new ArrayList<>();
        Subscriptions wanted = group.subscriptions().copy();
        TreeSet<String> regexes = new TreeSet<>();
        for (ConsumerMember member : leaving) {
            events.addAll(ConsumerRecords.noMember(group.groupId(), member.memberId()));
            timers.addAll(noTimers(group.groupId(), member.memberId()));
            wanted.change(member.metadata(), MemberMetadata.NOTHING);
            if (member.metadata().hasRegex()) {
                regexes.add(member.metadata().topicRegex());
            }
        }
        for (String regex : regexes) {
            if (wanted.membersWanting(regex) == 0) {
                wanted.forget(regex);
                events.add(ConsumerRecords.noRegex(group.groupId(), regex));
            }
        }
        events.add(ConsumerRecords.epoch(group.groupId(), group.epoch() + 1, groups.hashOf(wanted)));
        return new MemberRemoval(events, timers);
    }

    static List<TimerCommand> noTimers(String groupId, String memberId) {
        return List.of(
                new TimerCommand.Cancel(new ConsumerGroupTimer.Session(groupId, memberId)),
                new TimerCommand.Cancel(new ConsumerGroupTimer.Revocation(groupId, memberId)),
                new TimerCommand.Cancel(new ConsumerGroupTimer.ClassicJoin(groupId, memberId)),
                new TimerCommand.Cancel(new ConsumerGroupTimer.ClassicSync(groupId, memberId)));
    }
}
