package io.ottla.broker.coordinator.group.consumer;

import io.ottla.broker.coordinator.group.GroupEvent;
import io.ottla.broker.coordinator.group.TopicsView;
import io.ottla.broker.coordinator.group.consumer.assignor.AssignmentProblem;
import io.ottla.broker.coordinator.group.consumer.assignor.Assignor;
import io.ottla.wire.io.Uuid;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What all members of a group are to have.
 *
 * @param events the records of those whose target is another than before, and that of the target's epoch
 */
record TargetAssignment(int epoch, Map<String, PartitionSet> targets, List<GroupEvent> events) {

    /** Whether a new target may be computed, as far as the least time between two of them goes. */
    static boolean isDue(ConsumerGroup group, int intervalMs, long nowMs) {
        return group.targetComputedAtMs() == 0 || intervalMs == 0 || nowMs >= group.targetComputedAtMs() + intervalMs;
    }

    /**
     * Computes the target of a group with one member changed or added.
     *
     * @param replacedId the member, if any, whose place the changed one takes
     */
    static TargetAssignment compute(
            ConsumerGroup group, int epoch, ConsumerMember changed, Optional<String> replacedId, World world) {
        TreeMap<String, ConsumerMember> members = new TreeMap<>();
        group.members().forEach(member -> members.put(member.memberId(), member));
        replacedId.ifPresent(members::remove);
        members.put(changed.memberId(), changed);

        TopicIds topicIds = new TopicIds(group.subscriptions(), world.topics());
        List<AssignmentProblem.Member> problem = new ArrayList<>();
        for (ConsumerMember member : members.values()) {
            String heldBy = member == changed ? replacedId.orElse(member.memberId()) : member.memberId();
            problem.add(new AssignmentProblem.Member(
                    member.memberId(),
                    member.metadata().instanceId(),
                    topicIds.wantedBy(member.metadata()),
                    group.target(heldBy)));
        }
        Map<String, PartitionSet> targets =
                world.assignor().assign(new AssignmentProblem(problem, topicIds.partitionCounts));
        List<GroupEvent> events = new ArrayList<>();
        targets.forEach((memberId, target) -> {
            if (!target.equals(group.targets().get(memberId))) {
                events.add(ConsumerRecords.target(group.groupId(), memberId, target));
            }
        });
        events.add(ConsumerRecords.targetEpoch(group.groupId(), epoch, world.nowMs()));
        return new TargetAssignment(epoch, targets, events);
    }

    /** What the target goes by besides the group. */
    record World(Assignor assignor, TopicsView topics, long nowMs) {}

    /** The ids of topics that members want; those that do not exist are left out. Members that want the same share a set. */
    private static final class TopicIds {
        private final Subscriptions subscriptions;
        private final TopicsView topics;
        private final Map<SortedSet<String>, SortedSet<Uuid>> byNames = new HashMap<>();
        private final SortedMap<Uuid, Integer> partitionCounts = new TreeMap<>();

        TopicIds(Subscriptions subscriptions, TopicsView topics) {
            this.subscriptions = subscriptions;
            this.topics = topics;
        }

        SortedSet<Uuid> wantedBy(MemberMetadata member) {
            return byNames.computeIfAbsent(subscriptions.topicsOf(member), this::idsOf);
        }

        private SortedSet<Uuid> idsOf(SortedSet<String> names) {
            SortedSet<Uuid> ids = new TreeSet<>();
            for (String name : names) {
                topics.byName(name).ifPresent(topic -> {
                    ids.add(topic.id());
                    partitionCounts.put(topic.id(), topic.partitionCount());
                });
            }
            return ids;
        }
    }
}
