package io.ottla.broker.coordinator.group.consumer;

import java.util.List;
import java.util.TreeSet;

/** Takes members out of a group: they left, or were not heard of, or did not do in time what they were told to. */
final class MemberRemovals {
    private final ConsumerGroups groups;
    private final Downgrade downgrade;

    MemberRemovals(ConsumerGroups groups, Downgrade downgrade) {
        this.groups = groups;
        this.downgrade = downgrade;
    }

    void remove(ConsumerGroup group, List<ConsumerMember> leaving, Draft draft, long nowMs) {
        if (leaving.isEmpty()) {
            return;
        }
        if (downgrade.isDueWithout(group, leaving)) {
            downgrade.decide(group, Downgrade.Change.leaving(leaving), draft, nowMs);
            return;
        }
        Subscriptions wanted = group.subscriptions().copy();
        TreeSet<String> regexes = new TreeSet<>();
        for (ConsumerMember member : leaving) {
            draft.happens(ConsumerRecords.noMember(group.groupId(), member.memberId()));
            draft.cancelAll(group.groupId(), member.memberId());
            wanted.change(member.metadata(), MemberMetadata.NOTHING);
            if (member.metadata().hasRegex()) {
                regexes.add(member.metadata().topicRegex());
            }
        }
        for (String regex : regexes) {
            if (wanted.membersWanting(regex) == 0) {
                wanted.forget(regex);
                draft.happens(ConsumerRecords.noRegex(group.groupId(), regex));
            }
        }
        draft.happens(ConsumerRecords.epoch(group.groupId(), group.epoch() + 1, groups.hashOf(wanted)));
    }
}
