package io.ottla.broker.coordinator.group.consumer;

import io.ottla.broker.coordinator.group.GroupCommand.Caller;
import io.ottla.broker.coordinator.group.GroupEvent;
import io.ottla.broker.coordinator.group.TopicsView;
import io.ottla.broker.coordinator.group.consumer.assignor.Assignor;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.Uuid;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Predicate;

/**
 * What follows from hearing of a member: what it wants is written down, the group's epoch raised and a target computed if they
 * have to be, and the member brought closer to its target.
 */
final class MemberUpdates {
    private final ConsumerGroups groups;
    private final RegexLookups lookups;

    MemberUpdates(ConsumerGroups groups, RegexLookups lookups) {
        this.groups = groups;
        this.lookups = lookups;
    }

    /**
     * What was heard.
     *
     * @param member with what it wants now
     * @param admitted the member as it was before
     */
    record Update(
            ConsumerMember member,
            MemberAdmission.Admitted admitted,
            Optional<ReportedPartitions> reported,
            Caller caller,
            long nowMs) {}

    sealed interface Result {}

    /**
     * @param member as it is after the events
     * @param groupEpoch the same of the group
     */
    record Updated(ConsumerMember member, int groupEpoch) implements Result {}

    record Refused(Refusal refusal) implements Result {}

    Result decide(ConsumerGroup group, Update update, Draft draft) {
        MemberMetadata before = update.admitted().member().metadata();
        MemberMetadata after = update.member().metadata();
        RegexChange regex = RegexChange.of(group, before, after);
        if (regex.isNew()) {
            Optional<Refusal> invalid = RegexChange.check(after.topicRegex());
            if (invalid.isPresent()) {
                return new Refused(invalid.get());
            }
        }
        update.admitted().replaced().ifPresent(replaced -> {
            draft.happens(replace(group, replaced, update.admitted().member()));
            draft.cancelAll(group.groupId(), replaced.memberId());
        });
        boolean isNew = update.admitted().replaced().isEmpty()
                && group.member(update.member().memberId()).isEmpty();
        if (isNew || !after.equals(before)) {
            draft.happens(ConsumerRecords.metadata(group.groupId(), update.member()));
        }
        draft.happens(regex.events());
        Subscriptions wanted = wanted(group, before, after);
        if (lookups.isDue(group, wanted, regex.isNew(), update.nowMs())) {
            draft.set(new ConsumerGroupTimer.RegexLookup(group.groupId(), update.caller()), update.nowMs());
        }
        boolean wantsOtherNames = !before.topicNames().equals(after.topicNames());
        boolean wantsOthersForSure = wantsOtherNames || regex.happened() && regex.isSettled();
        int epoch = raiseEpoch(group, wanted, wantsOthersForSure, update, draft);
        Target target = target(group, epoch, update, draft);
        draft.set(
                new ConsumerGroupTimer.Session(group.groupId(), update.member().memberId()),
                update.nowMs() + groups.sessionTimeoutMs(group, update.member()));
        return reconcile(group, target, wantsOtherNames || regex.happened(), update, draft)
                .<Result>map(member -> new Updated(member, epoch))
                .orElseGet(() -> new Refused(new Refusal(
                        ErrorCode.FENCED_MEMBER_EPOCH, "the member's state is not known; it has to join anew")));
    }

    private static List<GroupEvent> replace(ConsumerGroup group, ConsumerMember former, ConsumerMember member) {
        String groupId = group.groupId();
        List<GroupEvent> events = new ArrayList<>(ConsumerRecords.noMember(groupId, former.memberId()));
        events.add(ConsumerRecords.metadata(groupId, member));
        events.add(ConsumerRecords.target(groupId, member.memberId(), group.target(former.memberId())));
        events.add(ConsumerRecords.current(groupId, member));
        return events;
    }

    /** What the group's members want after the update. */
    private static Subscriptions wanted(ConsumerGroup group, MemberMetadata before, MemberMetadata after) {
        if (before.topicNames().equals(after.topicNames())
                && before.topicRegex().equals(after.topicRegex())) {
            return group.subscriptions();
        }
        Subscriptions wanted = group.subscriptions().copy();
        wanted.change(before, after);
        if (before.hasRegex() && wanted.membersWanting(before.topicRegex()) == 0) {
            wanted.forget(before.topicRegex());
        }
        return wanted;
    }

    /** The group's epoch is raised when members want other topics than before, and when the topics they want are others. */
    private int raiseEpoch(ConsumerGroup group, Subscriptions wanted, boolean mustRaise, Update update, Draft draft) {
        if (!mustRaise && !group.topicsAreDue(update.nowMs())) {
            return group.epoch();
        }
        int epoch = group.epoch();
        long topicsHash = groups.hashOf(wanted);
        if (mustRaise || topicsHash != group.topicsHash()) {
            epoch++;
            draft.happens(ConsumerRecords.epoch(group.groupId(), epoch, topicsHash));
        }
        draft.happens(ConsumerGroupHeartbeats.topicsCompared(group.groupId(), update.nowMs()));
        if (group.hasLegacyTopics()) {
            draft.happens(ConsumerRecords.noLegacyTopics(group.groupId()));
        }
        return epoch;
    }

    /** The latest target there is, as far as one member goes. */
    private record Target(int epoch, PartitionSet partitions) {}

    private Target target(ConsumerGroup group, int epoch, Update update, Draft draft) {
        Optional<String> replacedId = update.admitted().replaced().map(ConsumerMember::memberId);
        String memberId = update.member().memberId();
        int intervalMs = groups.timing(group.groupId()).assignmentIntervalMs();
        if (group.targetEpoch() >= epoch || !TargetAssignment.isDue(group, intervalMs, update.nowMs())) {
            return new Target(group.targetEpoch(), group.target(replacedId.orElse(memberId)));
        }
        String assignor = group.preferredAssignor(
                        update.admitted().member().metadata(), update.member().metadata())
                .orElse(groups.settings().defaultAssignor());
        TargetAssignment computed = TargetAssignment.compute(
                group,
                epoch,
                update.member(),
                replacedId,
                new TargetAssignment.World(Assignor.named(assignor), groups.topics(), update.nowMs()));
        draft.happens(computed.events());
        return new Target(epoch, computed.targets().get(memberId));
    }

    /** The member after a step towards its target; empty if it has to be fenced. */
    private Optional<ConsumerMember> reconcile(
            ConsumerGroup group, Target target, boolean wantsOthers, Update update, Draft draft) {
        ConsumerMember member = update.member();
        if (!wantsOthers && member.current().isReconciledTo(target.epoch())) {
            return Optional.of(member);
        }
        String holder =
                update.admitted().replaced().map(ConsumerMember::memberId).orElse(member.memberId());
        Optional<CurrentAssignment> next = Reconciliation.next(
                member.current(),
                new Reconciliation.Goal(target.epoch(), target.partitions(), wantedTopics(group, member)),
                new Reconciliation.Situation(
                        (topic, partition) -> group.owner(topic, partition)
                                .filter(owner -> !owner.equals(holder))
                                .isPresent(),
                        update.reported(),
                        wantsOthers));
        if (next.isEmpty() || next.get().equals(member.current())) {
            return next.map(member::with);
        }
        ConsumerMember reconciled = member.with(next.get());
        draft.happens(ConsumerRecords.current(group.groupId(), reconciled));
        expectRevocation(group.groupId(), reconciled, draft, update.nowMs());
        return Optional.of(reconciled);
    }

    private Predicate<Uuid> wantedTopics(ConsumerGroup group, ConsumerMember member) {
        TopicsView topics = groups.topics();
        SortedSet<String> wanted = group.subscriptions().topicsOf(member.metadata());
        return id -> topics.byId(id).map(topic -> wanted.contains(topic.name())).orElse(false);
    }

    /** Members of the classic protocol have their time to join again instead. */
    private static void expectRevocation(String groupId, ConsumerMember member, Draft draft, long nowMs) {
        ConsumerGroupTimer timer = new ConsumerGroupTimer.Revocation(groupId, member.memberId());
        if (member.current().state() == MemberState.UNREVOKED_PARTITIONS && !member.isClassic()) {
            draft.set(timer, nowMs + member.metadata().rebalanceTimeoutMs());
        } else {
            draft.cancel(timer);
        }
    }
}
